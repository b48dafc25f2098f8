# The dashboard on the data it ships: docker build -t coalition . && docker run --init -p 8501:8501 coalition
FROM python:3.11-slim

# Chromium draws images on the server; without fonts, names and titles in every script would have no glyphs.
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends make chromium fonts-noto-core fonts-liberation \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /dashboard
COPY Makefile requirements.txt constraints.txt ./
RUN make install

COPY . .
RUN useradd --create-home reader
USER reader

# As in the README; whoever sets another port or base path sets it here too, and the health check follows.
ENV STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_BASE_URL_PATH="" \
    STREAMLIT_SERVER_HEADLESS=true
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD [".venv/bin/python", "-c", "\
import os, urllib.request as web; \
place = os.environ['STREAMLIT_SERVER_PORT'] + '/' + os.environ['STREAMLIT_SERVER_BASE_URL_PATH'].strip('/'); \
ask = web.build_opener(web.ProxyHandler({})); \
ask.open('http://127.0.0.1:' + place.rstrip('/') + '/_stcore/health', timeout=4)"]

CMD [".venv/bin/python", "-m", "streamlit", "run", "dashboard.py"]
