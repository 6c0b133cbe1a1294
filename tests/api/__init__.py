"""The contract for other programs, called as its description allows and as it does not."""
