"""What can be done. A payload always comes back: what a person can mend is in its `errors`."""

import strawberry

from schema.reveal_mutations import RevealMutations
from schema.rights_mutations import RightsMutations


@strawberry.type(description="What can be done.")
class Mutation(RightsMutations, RevealMutations):
    """The mutations of all nouns, one file each."""
