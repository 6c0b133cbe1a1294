"""The public site: plans and results for everybody, without an account, on cheap phones."""
