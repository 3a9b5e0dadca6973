"""MTCNN's O-Net in torch, used as our engines use it: what the compiled one is held against."""

from __future__ import annotations

import torch
from facenet_pytorch.models.mtcnn import ONet


class LandmarkNet(torch.nn.Module):
    """O-Net as a landmark finder for boxes that another detector found."""

    def __init__(self) -> None:
        super().__init__()
        self.network = ONet()

    def forward(self, crops: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """``(n, 48, 48, 3)`` uint8 to ten fractions of the crop (five x, five y) and the probability of a face."""
        _, points, probability = self.network((crops.permute(0, 3, 1, 2).to(torch.float32) - 127.5) * 0.0078125)
        return points, probability[:, 1]
