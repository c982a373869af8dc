"""Mongoose: `new Schema({…})` in scripts, and classes with @Schema and @Prop of @nestjs/mongoose. What is embedded has its path."""

from __future__ import annotations

from connectors.notations import Definition

NAME = "mongoose"
SUFFIXES = (".ts", ".mts", ".cts", ".js", ".mjs", ".cjs")
SIGN = r"\bmongoose\b"
HINTS = ("mongoose",)
EXTRA = "code"


def read(text: str, path: str) -> Definition:
    from connectors.notations._mongoose import definition

    return definition(text, path)
