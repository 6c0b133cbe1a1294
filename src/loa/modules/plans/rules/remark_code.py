"""Codes by which somebody without an account finds his remark again.

Twelve letters and digits in threes of four, without I, L, O and U, which are read as 1, 0 or V. The
last is a check over the field of 32 elements: the sum of (place of the sign times a power of the
generator) is nothing. Powers differ from place to place, so one wrong sign and any two that changed
places are always found.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_GROUP = 4
_POLYNOMIAL = 0b100101
_HIGH = 0b100000
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", ".": "", "–": ""})
_LONGEST = 40


def code_of(signs: list[int]) -> str:
    """The code of eleven numbers under 32, with its check sign."""
    total = 0
    for place, sign in enumerate(signs):
        total ^= _times(sign, _power(place + 1))
    # The check stands at place 0 of the sum, whose power is 1, so it is the sum itself.
    return "".join(ALPHABET[sign] for sign in signs) + ALPHABET[total]


def grouped(code: str) -> str:
    """As it is written down: «7K3M-09QX-B2ND»."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(typed: str) -> str | None:
    """The code that somebody typed; None where it is none, by its length, signs or check."""
    plain = typed[:_LONGEST].strip().upper().translate(_ALIKE)
    if len(plain) != LENGTH or any(sign not in ALPHABET for sign in plain):
        return None
    signs = [ALPHABET.index(sign) for sign in plain[:-1]]
    return plain if code_of(signs) == plain else None


def _times(one: int, other: int) -> int:
    """The product in the field."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & _HIGH:
            one ^= _POLYNOMIAL
        other >>= 1
    return product


def _power(exponent: int) -> int:
    """The generator to that power."""
    found = 1
    for _step in range(exponent):
        found = _times(found, 2)
    return found
