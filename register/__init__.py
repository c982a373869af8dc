"""Declarations, the law pack and the checks: what a company said about personal information, held against what was found."""
