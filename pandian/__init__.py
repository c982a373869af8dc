"""Pandian (盘点): finds personal information in databases and files and holds it against what the company declares."""

__version__ = "0.1.0"
