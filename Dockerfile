# Pandian with git, for CI and for scans. Every package is held to a hash of requirements/*.lock.
#
#   docker build -t pandian .                                   # --build-arg SET=core or code: smaller, for the gate
#   docker run --rm --read-only --tmpfs /tmp -v "$PWD:/repo:ro" pandian gate --diff origin/main
FROM python:3.12-slim AS build
ARG SET=all
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY requirements ./requirements
COPY ci/install.sh ./ci/install.sh
COPY recognizers ./recognizers
COPY connectors ./connectors
COPY scanner ./scanner
COPY register ./register
COPY reports ./reports
COPY pandian ./pandian
COPY examples/estate ./examples/estate
RUN sh ci/install.sh "$SET" /opt/pandian

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Pandian" \
      org.opencontainers.image.description="Finds personal information in databases, files and schema definitions and compares it with what a company declares (PIPL)" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0"
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin pandian \
    && mkdir /repo
COPY --from=build /opt/pandian /opt/pandian
# The repository belongs to whoever mounts it: git is told to trust this one folder. Nothing is written where nothing may be.
ENV PATH="/opt/pandian/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    LANG=C.UTF-8 \
    GIT_CONFIG_COUNT=1 \
    GIT_CONFIG_KEY_0=safe.directory \
    GIT_CONFIG_VALUE_0=/repo
WORKDIR /repo
USER 10001:10001
ENTRYPOINT ["pandian"]
CMD ["--help"]
