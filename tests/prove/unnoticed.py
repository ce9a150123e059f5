"""What can be taken away from the first lock without anybody's seeing more, and why."""

_HOUSEHOLDS = "only brokers and agents may ask for households by what they have"
_SAME = "whoever sees a démarche sees the contract and the person, or meets a condition that says the same"
_READERS_OWN = "the document of a statement is chosen as the reader's own already"

UNNOTICED = {
    "Beneficiary in full for BROKER": "what is left to hide are allowances, of which a broker sees none",
    "Procedure.person restricted": "it is kept for the access log, and answered to nobody",
    "Procedure.contract_id through Contract for MEMBER": _SAME,
    "Procedure.contract_id through Contract for BROKER": _SAME,
    "Procedure.beneficiary_ids through Beneficiary for MEMBER": _SAME,
    "Procedure.beneficiary_ids through Beneficiary for BROKER": "the filter is restricted: never met for a broker",
    "Member.level through Contract for BROKER": "it comes with its product, asked of the same contracts",
    "Document at Statement.document visible for MEMBER": _READERS_OWN,
    "Document at Statement.document visible for BENEFICIARY": _READERS_OWN,
    **{
        f"Member.{name} for {role}": _HOUSEHOLDS
        for name in (
            "line_of_business through Contract",
            "contract_status through Contract",
            "product through Contract",
            "level through Contract",
            "in_arrears through Installment",
            "up_to_date through Installment",
        )
        for role in ("MEMBER", "BENEFICIARY")
    },
}
