"""The tables of the store. Changed only together with a migration in `scanner/migrations/versions/`.

Names of assets can hold anything, lone surrogates included, which no database takes as text: everything that comes from a
source lives in JSON columns written with ASCII escapes; keys are numbers and hex digests of our own.
"""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

SCAN = sa.Table(
    "scan",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("state", sa.String(16), nullable=False),  # running, complete
    sa.Column("owner", sa.String(32), nullable=False),  # fencing: only the process that began or resumed it last may write
    sa.Column("started", sa.String(32), nullable=False),
    sa.Column("finished", sa.String(32), nullable=False),
    sa.Column("invocation", sa.Text, nullable=False),  # JSON: what was asked for, without secrets
    sa.Column("header", sa.Text, nullable=False),  # JSON: version, digest, mode, sample_rows, seed
)

SOURCE = sa.Table(
    "source",
    METADATA,
    sa.Column("scan", sa.String(32), sa.ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
)

ASSET = sa.Table(
    "asset",
    METADATA,
    sa.Column("scan", sa.String(32), sa.ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("source", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("asset", sa.Text, nullable=False),  # JSON of connectors.base.Asset
    sa.Column("progress", sa.Text, nullable=True),  # JSON: cursor, counts, profiles; NULL before the first checkpoint and when done
    sa.Column("outcome", sa.Text, nullable=True),  # JSON of scanner.inventory.AssetRecord; NULL until done
)

FINDING = sa.Table(
    "finding",
    METADATA,
    sa.Column("scan", sa.String(32), primary_key=True),
    sa.Column("source", sa.Integer, primary_key=True),
    sa.Column("asset", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.String(16), nullable=False),
    sa.Column("finding", sa.Text, nullable=False),  # JSON of scanner.inventory.Finding
    sa.ForeignKeyConstraint(["scan", "source", "asset"], ["asset.scan", "asset.source", "asset.number"], ondelete="CASCADE"),
    sa.Index("finding_fingerprint", "fingerprint"),
)

DECISION = sa.Table(  # what people said of findings; belongs to no scan, and rows are only ever added
    "decision",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.String(16), nullable=False),
    sa.Column("decision", sa.Text, nullable=False),  # JSON of scanner.decisions.Decision
    sa.Index("decision_fingerprint", "fingerprint"),
)
