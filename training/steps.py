"""What every run of training does at a step: the pace of learning, and the average of weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def pace(optimizer: torch.optim.Optimizer, fraction: float, *, rise: float) -> None:
    """Set learning rates: up to each group's `peak` in the first share `rise`, then down."""
    share = min(1.0, fraction / rise) * max(0.02, 1 - fraction)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share


@torch.no_grad()
def average(mean: dict[str, Tensor], module: nn.Module) -> None:
    """Move a running mean of weights a hundredth of the way to what they are now."""
    for name, value in module.state_dict().items():
        if name not in mean:
            mean[name] = value.clone()
        elif value.is_floating_point():
            mean[name].lerp_(value, 0.01)
