"""What can be done. A payload always comes back: what a person can mend is in its `errors`."""

import strawberry

from schema.desk_accounts import DeskAccountMutations
from schema.firm_mutations import FirmMutations
from schema.first_connection import FirstConnectionMutations
from schema.procedure_mutations import ProcedureMutations
from schema.profile_mutations import ProfileMutations
from schema.reveal_mutations import RevealMutations
from schema.rights_mutations import RightsMutations
from schema.second_factors import SecondFactorMutations
from schema.session_mutations import SessionMutations
from schema.space_mutations import SpaceMutations


@strawberry.type(description="What can be done.")
class Mutation(
    FirstConnectionMutations,
    SessionMutations,
    ProfileMutations,
    SecondFactorMutations,
    DeskAccountMutations,
    SpaceMutations,
    FirmMutations,
    RightsMutations,
    RevealMutations,
    ProcedureMutations,
):
    """The mutations of all nouns, one file each."""
