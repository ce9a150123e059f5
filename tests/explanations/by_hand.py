"""What the kept explanations come to: published examples by their own numbers, edges as worked out here by hand."""

from tests.rules.reimbursement.lines import EXAMPLES

Paid = tuple[str, str, str]
"""Euros: paid by social security, paid by the contract, left to the person."""

EDGES: dict[str, Paid] = {
    "X01": ("0.00", "0.00", "60.00"),  # three sessions of three are used
    "X02": ("7.45", "9.45", "23.10"),  # 31.50 × 30 % − 2; 31.50 × 30 % as in the pathway, no excess; the rest
    "X03": ("13.00", "3.00", "14.00"),  # 30 × (90 − 40) % − 2; 30 × 10 % as in the pathway; the rest
    "X04": ("21.00", "9.00", "0.00"),  # 30 × 70 %, the fifth contribution of a day is none; 30 × 30 %
    "X05": ("21.00", "9.00", "0.00"),  # 30 × 70 %, a minor owes no contribution; 30 × 30 %
    "X06": ("0.00", "0.28", "0.52"),  # 0.80 × 65 % = 0.52, all of it the deductible; 0.80 − 0.52
    "X07": ("247.70", "24.00", "0.00"),  # 271.70 − 24, the participation until 21 April 2026
    "X08": ("271.70", "0.00", "0.00"),  # 100 % with the local scheme: no copay, no participation
    "X09": ("148.00", "0.00", "2.00"),  # imaging of 120 € or more has no copay: 150 − 2
    "X10": ("92.00", "0.00", "0.00"),  # 4 × 23, paid by the local scheme
    "X11": ("0.09", "799.91", "100.00"),  # 0.15 × 60 %; 800 − 0.09; 900 − 800
    "X12": ("240.00", "1460.00", "800.00"),  # 400 × 60 %; 1700 − 240; 2500 − 1700
    "X13": ("14.10", "29.90", "156.00"),  # 23 × 70 % − 2; 23 × 200 % − 16.10; 200 − 46 + 2
    "X14": ("20.05", "9.45", "30.50"),  # 31.50 × 70 % − 2; the copay alone; 60 − 31.50 + 2
    "X15": ("20.05", "12.95", "2.00"),  # 22.05 − 2; 60 − 22.05 − 25 of the other body; the contribution
    "X16": ("1.40", "5.60", "1.00"),  # 8 × 30 % − 1; 8 × 70 %; the deductible
    "X17": ("0.00", "240.30", "59.70"),  # 3 × 2 % of 4005 = 3 × 80.10; 300 − 240.30
    "X18": ("30.50", "31.50", "8.00"),  # 70 × 55 % − 2 × 4; 70 × 45 %; two deductibles
    "X19": ("0.00", "80.00", "12.00"),  # 4 × 20 until 28 February 2026, whatever was asked
    "X20": ("57.00", "27.00", "6.00"),  # 90 × 70 % − 3 × 2; 90 × 30 %; three contributions
    "X21": ("511.40", "32.00", "0.00"),  # 2 × 271.70 − 32: one participation for both
    "X22": ("0.00", "51.00", "9.00"),  # 3 × 17 in psychiatry; 60 − 51
}


def expected(name: str) -> Paid:
    """Of an example, what its source or the formula of the law says; of an edge, what stands above."""
    if name in EDGES:
        return EDGES[name]
    example = EXAMPLES[name]
    return example["amo_net"], example["complementary"], example["remaining"]
