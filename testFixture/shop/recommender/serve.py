"""Answers which products go well with a basket."""

import argparse

import onnxruntime
import uvicorn
from fastapi import FastAPI

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
session = onnxruntime.InferenceSession(parser.parse_args().model)
app = FastAPI()


@app.post("/suggest")
def suggest(basket: list[int]) -> list[int]:
    return session.run(None, {"basket": [basket]})[0].tolist()


uvicorn.run(app, host="0.0.0.0", port=8000)
