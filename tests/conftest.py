"""Settings for every test: properties have no time limit (machines differ) and repeat the same examples in CI."""

import os

from hypothesis import settings

settings.register_profile("pandian", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("pandian")
