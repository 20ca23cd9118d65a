# The page, the command line and the workers in one image. Built, it needs the network only for what you have it fetch.
FROM python:3.12-slim AS built
WORKDIR /app
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt .
# Of 1.4 GB of packages a tenth is their own tests.
RUN pip install -r requirements.txt && find /venv -type d -name tests -prune -exec rm -r {} +
COPY geo geo
COPY data data
# Built once here, so that every container of the image finds the same places.
RUN DATELINE_GAZETTEER=/app/gazetteer.db python -m geo gazetteer build

FROM python:3.12-slim
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATELINE_HOME=/data DATELINE_GAZETTEER=/app/gazetteer.db DATELINE_LOG=json
# A volume takes its owner from the folder that it is laid over: without /data/partitions the user could not write there.
RUN useradd --uid 10001 --create-home dateline && mkdir -p /data/partitions && chown -R dateline /data
COPY --from=built /venv /venv
COPY --from=built /app /app
COPY .streamlit/config.toml .streamlit/config.toml
COPY dashboard.py hosted.py ./
USER dateline
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "hosted.py", "--server.address=0.0.0.0", "--server.port=8501"]
