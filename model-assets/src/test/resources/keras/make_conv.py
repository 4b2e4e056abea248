"""Writes conv.keras and conv.h5, one small model, with goldens, and conv.weights.json.

Needs keras 3 (any backend) and numpy. The expected values are computed by the numpy code
below, not by Keras; that both agree is asserted.
"""
import hashlib
import json
import re
import shutil
import zipfile

import h5py
import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(20)


def conv(x, kernel, bias):  # 3x3, padding same, stride 1
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    out = np.zeros(x.shape[:3] + kernel.shape[3:])
    for i in range(3):
        for j in range(3):
            window = padded[:, i : i + x.shape[1], j : j + x.shape[2]]
            out += window @ kernel[i, j]
    return out + bias


def expected(x, w):
    y = conv(x.astype("float64"), w["first/kernel"], w["first/bias"])
    y = (y - w["norm/moving_mean"]) / np.sqrt(w["norm/moving_variance"] + 1e-3)
    y = np.maximum(y * w["norm/gamma"] + w["norm/beta"], 0)
    y = y.reshape(len(y), 3, 2, 3, 2, 4).max(axis=(2, 4))  # MaxPooling2D
    y = y.mean(axis=(1, 2)) @ w["inner_dense/kernel"] + w["inner_dense/bias"]
    y = np.tanh(y) @ w["out/kernel"] + w["out/bias"]
    y = np.exp(y - y.max(axis=1, keepdims=True))
    return (y / y.sum(axis=1, keepdims=True)).astype("float32")


inputs = keras.Input((6, 6, 3), name="picture")
x = layers.Conv2D(4, 3, padding="same", kernel_regularizer="l2", name="first")(inputs)
x = layers.BatchNormalization(name="norm")(x)
x = layers.ReLU(name="relu")(x)
x = layers.MaxPooling2D(name="pool")(x)
x = layers.Dropout(0.5, name="drop")(x)
x = layers.GlobalAveragePooling2D(name="mean")(x)
inner = keras.Sequential(
    [keras.Input((4,)), layers.Dense(5, activation="tanh", name="inner_dense")], name="inner")
outputs = layers.Dense(3, activation="softmax", name="out")(inner(x))
model = keras.Model(inputs, outputs, name="conv")
weights = {}
for weight in model.weights:
    value = rng.normal(0, 0.5, weight.shape).astype("float32")
    if weight.path.endswith("variance"):
        value = np.abs(value) + 0.25
    weight.assign(value)
    weights["/".join(weight.path.split("/")[-2:])] = value.astype("float64")

given = rng.normal(0, 1, (2, 6, 6, 3)).astype("float32")
wanted = expected(given, weights)
assert np.abs(wanted - np.array(model(given))).max() < 1e-6

model.save("conv.keras")
model.save("conv.h5")
# The date of saving is the only thing that would differ the next time.
with zipfile.ZipFile("conv.keras") as old, zipfile.ZipFile("conv.zip", "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        if entry.filename == "metadata.json":
            data = re.sub(rb'"date_saved": "[^"]*"', b'"date_saved": "2026-01-01@00:00:00"', data)
        new.writestr(zipfile.ZipInfo(entry.filename), data)
shutil.move("conv.zip", "conv.keras")

data = given.tobytes() + wanted.tobytes()
with open("conv.golden.bin", "wb") as out:
    out.write(data)
for name in ("conv.keras", "conv.h5"):
    golden = {
        "schema": "golden/1",
        "model": name,
        "modelSha256": hashlib.sha256(open(name, "rb").read()).hexdigest(),
        "engine": {"name": "numpy, float64 (make_conv.py)", "version": np.__version__},
        "bin": "conv.golden.bin",
        "binSha256": hashlib.sha256(data).hexdigest(),
        "suggestedTolerance": {"abs": 1e-5, "rel": 1e-4},
        "cases": [
            {
                "id": "batch",
                "inputs": [{"name": "picture", "dtype": "float32", "shape": [2, 6, 6, 3],
                            "offset": 0, "bytes": given.nbytes}],
                "outputs": [{"name": "out", "dtype": "float32", "shape": [2, 3],
                             "offset": given.nbytes, "bytes": wanted.nbytes}],
            }
        ],
    }
    with open(name + ".golden.json", "w") as out:
        json.dump(golden, out, indent=1)
        out.write("\n")
# What the weights are, for tests that look at them.
with open("conv.weights.json", "w") as out:
    json.dump({k: [float(v) for v in np.asarray(a, "float32").ravel()] for k, a in weights.items()},
              out)
    out.write("\n")
