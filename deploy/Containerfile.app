# The gateway, the action server and the commands. Built from the project's root:
#   podman build -f deploy/Containerfile.app -t aftercart-app .
ARG PYTHON=docker.io/library/python:3.11-slim-bookworm
ARG UV=ghcr.io/astral-sh/uv:0.13.9

FROM ${UV} AS uv

FROM ${PYTHON} AS built
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY domain.yml ./
COPY actions/ actions/
COPY bot/ bot/
RUN .venv/bin/python -m compileall -q actions bot

FROM ${PYTHON}
RUN groupadd --gid 10001 aftercart && useradd --uid 10001 --gid 10001 --no-create-home aftercart
WORKDIR /app
COPY --from=built /app /app
# Nothing below /app is written; the home is a volume, and a small one: all that lasts is in the databases.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    AFTERCART_HOME=/var/lib/aftercart \
    AFTERCART_GATEWAY_HOST=0.0.0.0 \
    AFTERCART_HOST=0.0.0.0
VOLUME /var/lib/aftercart
USER 10001:10001
EXPOSE 8080 5055
CMD ["python", "-m", "bot.gateway"]
