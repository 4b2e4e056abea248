"""Writes a trained network as a TF.js graph model, without TensorFlow.

python3 export.py --net net.pt --out MODEL_FOLDER --cases CASES.json
Batch normalisation is folded into the convolutions. The cases (inputs and torch's outputs) are
checked by verify.cjs with TensorFlow.js, which also writes the goldens.
"""
import argparse
import base64
import json
import os
import numpy as np
import torch
import torch.nn.functional as F
from features import FRAMES, LABELS, MEL_BANDS, CLIP_LENGTH, log_mel
from model import DYNAMIC_RANGE, FLOOR, Net


def text(s):
    return {"s": base64.b64encode(s.encode()).decode()}


def ints(*values):
    return {"list": {"i": [str(v) for v in values]}}


class Graph:
    def __init__(self):
        self.nodes, self.specs, self.data = [], [], []

    def const(self, name, value):
        value = np.ascontiguousarray(value)
        dtype, tf = ("int32", "DT_INT32") if value.dtype == np.int32 else ("float32", "DT_FLOAT")
        dims = [{"size": str(n)} for n in value.shape]
        self.nodes.append({"name": name, "op": "Const", "attr": {
            "dtype": {"type": tf}, "value": {"tensor": {"dtype": tf, "tensorShape": {"dim": dims}}}}})
        self.specs.append({"name": name, "shape": list(value.shape), "dtype": dtype})
        self.data.append(value.astype("<i4" if dtype == "int32" else "<f4").tobytes())
        return name

    def op(self, name, op, inputs, **attr):
        attr["T"] = {"type": "DT_FLOAT"}
        self.nodes.append({"name": name, "op": op, "input": list(inputs), "attr": attr})
        return name

    def conv(self, name, x, layer, padding):
        conv, bn = layer.conv, layer.bn
        scale = (bn.weight / torch.sqrt(bn.running_var + bn.eps)).double()
        weight = (conv.weight.double() * scale[:, None, None, None]).permute(2, 3, 1, 0)
        bias = bn.bias.double() - bn.running_mean.double() * scale
        w = self.const(name + "/weights", weight.detach().numpy().astype(np.float32))
        b = self.const(name + "/bias", bias.detach().numpy().astype(np.float32))
        h, v = conv.stride
        y = self.op(name + "/Conv2D", "Conv2D", [x, w], strides=ints(1, h, v, 1),
                    padding=text(padding), data_format=text("NHWC"), dilations=ints(1, 1, 1, 1),
                    explicit_paddings={"list": {}}, use_cudnn_on_gpu={"b": True})
        y = self.op(name + "/BiasAdd", "BiasAdd", [y, b], data_format=text("NHWC"))
        return self.op(name + "/Relu", "Relu", [y])


def build(net):
    g = Graph()
    size = [{"size": str(n)} for n in (-1, FRAMES, MEL_BANDS, 1)]
    g.nodes.append({"name": "features", "op": "Placeholder", "attr": {
        "dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": size}}}})
    def loudest(name, of, mels):
        return g.op("normalise/" + name, "MaxPool", [of], ksize=ints(1, FRAMES, mels, 1),
                    strides=ints(1, 1, 1, 1), padding=text("VALID"), data_format=text("NHWC"),
                    explicit_paddings={"list": {}})

    def scalar(name, value):
        return g.const("normalise/" + name, np.float32(value).reshape(1))

    x = g.op("normalise/Sub", "Sub", ["features", loudest("Max", "features", MEL_BANDS)])
    x = g.op("normalise/Exp", "Exp", [x])
    x = g.op("normalise/Add", "AddV2", [x, scalar("floor", np.exp(-FLOOR))])
    x = g.op("normalise/Log", "Log", [x])
    half = g.op("normalise/Half", "Mul", [loudest("BandMax", x, 1), scalar("half", 0.5)])
    x = g.op("normalise/Sub_1", "Sub", [x, half])
    x = g.op("normalise/Add_1", "AddV2", [x, scalar("range", DYNAMIC_RANGE)])
    x = g.op("normalise/Relu_1", "Relu", [x])
    x = g.conv("c1", x, net.c1, "SAME")
    x = g.conv("c2", x, net.c2, "SAME")
    for up, down in (("c3", "c4"), ("c5", "c6"), ("c7", None)):
        y = g.conv(up, x, getattr(net, up), "SAME")
        x = g.op(up + "/AddV2", "AddV2", [x, y])
        if down:
            x = g.conv(down, x, getattr(net, down), "SAME")
    x = g.conv("c8", x, net.c8, "VALID")
    x = g.op("Mean", "Mean", [x, g.const("Mean/axes", np.array([1, 2], np.int32))],
             keep_dims={"b": False}, Tidx={"type": "DT_INT32"})
    x = g.op("fc/MatMul", "MatMul", [x, g.const("fc/weights", net.fc.weight.detach().numpy().T)],
             transpose_a={"b": False}, transpose_b={"b": False})
    x = g.op("fc/BiasAdd", "BiasAdd", [x, g.const("fc/bias", net.fc.bias.detach().numpy())],
             data_format=text("NHWC"))
    g.op("probabilities", "Softmax", [x])
    return g


def info(name, shape):
    return {"name": name, "dtype": "DT_FLOAT",
            "tensorShape": {"dim": [{"size": str(n)} for n in shape]}}


def cases(net):
    """Features of made-up sounds: synthetic voices, silence and noise."""
    from voices import Espeak
    espeak, rng = Espeak(), np.random.default_rng(3)

    def clip(word, voice):
        x = np.zeros(CLIP_LENGTH)
        if word:
            w = espeak.say(word, voice)
            at = (CLIP_LENGTH - len(w)) // 2
            x[max(0, at): max(0, at) + len(w)] = w[:CLIP_LENGTH]
        return x

    sounds = [("seven, espeak-ng en-us", clip("seven", "en-us")),
              ("three, espeak-ng en+f2, with noise", clip("three", "en+f2") + 0.002 * rng.standard_normal(CLIP_LENGTH)),
              ("nine, espeak-ng en-us+m3", clip("nine", "en-us+m3")),
              ("water, espeak-ng en", clip("water", "en")),
              ("white noise", 0.01 * rng.standard_normal(CLIP_LENGTH)),
              ("digital silence", clip(None, None))]
    out = []
    for name, x in sounds:
        f = log_mel(x)
        with torch.no_grad():
            p = F.softmax(net(torch.tensor(f)[None]), 1)[0].numpy()
        print("%-40s %s %.3f" % (name, LABELS[p.argmax()], p.max()))
        out.append({"id": name, "input": [float(v) for v in f.reshape(-1)],
                    "output": [float(v) for v in p]})
    return out


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--net", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--cases", required=True)
    args = args.parse_args()
    net = Net()
    net.load_state_dict(torch.load(args.net))
    net.eval()
    g = build(net)
    model = {
        "format": "graph-model", "generatedBy": "Hearth, model-assets/training/spoken-digits",
        "convertedBy": "export.py",
        "signature": {"inputs": {"features": info("features:0", (-1, FRAMES, MEL_BANDS, 1))},
                      "outputs": {"probabilities": info("probabilities:0", (-1, len(LABELS)))}},
        "modelTopology": {"node": g.nodes, "library": {}, "versions": {"producer": 1994}},
        "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": g.specs}]}
    os.makedirs(args.out, exist_ok=True)
    with open(os.path.join(args.out, "model.json"), "w") as f:
        json.dump(model, f, separators=(",", ":"))
        f.write("\n")
    with open(os.path.join(args.out, "group1-shard1of1.bin"), "wb") as f:
        f.write(b"".join(g.data))
    with open(os.path.join(args.out, "labels.txt"), "w") as f:
        f.write("\n".join(LABELS) + "\n")
    with open(args.cases, "w") as f:
        json.dump(cases(net), f)


if __name__ == "__main__":
    main()
