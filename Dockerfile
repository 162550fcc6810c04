# Galaxie's API and explorer. Two stages: pip and the sources stay in the first.
ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/galaxie
WORKDIR /src
COPY requirements/base.txt requirements/base.txt
RUN /opt/galaxie/bin/pip install --require-hashes --only-binary :all: --requirement requirements/base.txt
COPY . .
RUN /opt/galaxie/bin/pip install --no-deps --no-build-isolation .

FROM python:${PYTHON_VERSION}-slim
# Everything that is written goes to the volume or to /tmp: the rest may be mounted read-only.
ENV PATH=/opt/galaxie/bin:$PATH \
    GALAXIE_HOME=/var/lib/galaxie \
    XDG_CACHE_HOME=/var/lib/galaxie/cache \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin galaxie \
 && install --directory --owner=10001 --group=10001 --mode=0750 /var/lib/galaxie
COPY --from=build /opt/galaxie /opt/galaxie
USER 10001:10001
VOLUME /var/lib/galaxie
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# Inside a container every interface is the container's own; compose publishes it on 127.0.0.1 only.
CMD ["galaxie", "serve", "--host", "0.0.0.0", "--port", "8000"]
