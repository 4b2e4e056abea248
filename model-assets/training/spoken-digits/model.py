"""The network: log-mel [b, 61, 40] -> 12 logits. Padding follows TensorFlow's SAME."""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F

DYNAMIC_RANGE = 10.0
FLOOR = 8.0
FLOORS_IN_TRAINING = (6.0, 10.0)
CHANNELS = (24, 40, 56, 72, 96)


class Conv(nn.Module):
    """Convolution, batch normalisation, ReLU; pad is (mel before, mel after, time before, after)."""

    def __init__(self, cin, cout, kernel, stride=1, pad=(1, 1, 1, 1), relu=True):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, stride, bias=False)
        self.bn = nn.BatchNorm2d(cout)
        self.pad, self.relu = pad, relu
        if pad[0] == pad[1] and pad[2] == pad[3]:
            self.conv.padding = (pad[2], pad[0])
            self.pad = None

    def forward(self, x):
        if self.pad is not None:
            x = F.pad(x, self.pad)
        x = self.bn(self.conv(x))
        return F.relu(x) if self.relu else x


class Net(nn.Module):
    def __init__(self, dropout=0.15):
        super().__init__()
        a, b, c, d, e = CHANNELS
        self.c1 = Conv(1, a, 5, 2, (1, 2, 2, 2))       # 61x40 -> 31x20
        self.c2 = Conv(a, b, 3, (1, 2), (0, 1, 1, 1))  # -> 31x10
        self.c3 = Conv(b, b, 3)
        self.c4 = Conv(b, c, 3, 2, (0, 1, 1, 1))       # -> 16x5
        self.c5 = Conv(c, c, 3)
        self.c6 = Conv(c, d, 3, (2, 1), (1, 1, 0, 1))  # -> 8x5
        self.c7 = Conv(d, d, 3)
        self.c8 = Conv(d, e, (1, 5), 1, (0, 0, 0, 0))  # -> 8x1
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(e, 12)

    def forward(self, x):
        # The level does not matter; half of the microphone's colour is taken out by the loudest
        # point of each band. The floor makes digital silence look like faint noise.
        floor = math.exp(-FLOOR)
        if self.training:
            floor = torch.exp(-torch.empty(len(x), 1, 1).uniform_(*FLOORS_IN_TRAINING))
        x = torch.log(torch.exp(x - x.amax(dim=(1, 2), keepdim=True)) + floor)
        x = F.relu(x - x.amax(dim=1, keepdim=True) * 0.5 + DYNAMIC_RANGE)
        x = self.c1(x[:, None])
        x = self.c2(x)
        x = x + self.c3(x)
        x = self.c4(x)
        x = x + self.c5(x)
        x = self.c6(x)
        x = x + self.c7(x)
        x = self.c8(x).mean(dim=(2, 3))
        return self.fc(self.dropout(x))
