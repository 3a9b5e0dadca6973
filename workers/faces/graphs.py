"""The networks that came as bare weights, put together for OpenVINO: MTCNN's O-Net and InceptionResnetV1. Build time only.

Layer by layer what facenet-pytorch 2.5.3 defines (NOTICE), whose names the weights have. Every model takes ``(n, side, side, 3)``
uint8 RGB crops; the scaling that a network was trained with is part of its graph, so that a worker cannot get it wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov
from openvino import opset14 as ops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workers.faces.checkpoints import Arrays

LANDMARK_PX = 48
"""Side of O-Net's crop."""

FACE_PX = 160
"""Side of the crop that InceptionResnetV1 was trained on."""

_EPSILON = 1e-3
"""Of InceptionResnetV1's batch norms."""

Node = Any
"""A node of OpenVINO's graph, or one of its outputs."""

_Pad = tuple[int, int]
"""Zeros above and below, and to the left and the right."""


class _Weights:
    """Hands out arrays by name and remembers which, so that none is used twice or forgotten."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._left = dict(arrays)

    def take(self, name: str) -> NDArray[np.float32]:
        """The array ``name``, in float32. Raises ValueError where there is none."""
        try:
            return np.asarray(self._left.pop(name), dtype=np.float32)
        except KeyError:
            raise ValueError(f"weights missing for {name}") from None

    def all_taken(self) -> None:
        """Raises ValueError when the network has no place for some of them."""
        if self._left:
            raise ValueError(f"the network has no place for the weights {sorted(self._left)[:5]}")


def onet_model(arrays: Arrays) -> ov.Model:
    """O-Net as a landmark finder for boxes that another detector found.

    Gives ten fractions of the crop (five x, five y), and the probability of a face.
    """
    weights = _Weights(arrays)
    crops, pixels = _pixels(LANDMARK_PX)
    x = _scaled(pixels, 127.5, 0.0078125)
    for layer, pool in ((1, 3), (2, 3), (3, 2), (4, 0)):
        x = _biased(x, weights.take(f"conv{layer}.weight"), weights.take(f"conv{layer}.bias"))
        x = ops.prelu(x, weights.take(f"prelu{layer}.weight"))
        x = _max_pool(x, pool, "ceil_torch") if pool else x
    # Caffe's order, in which MTCNN was trained: width before height, channels last.
    x = _rows(ops.transpose(x, [0, 3, 2, 1]))
    x = ops.prelu(_dense(x, weights, "dense5"), weights.take("prelu5.weight"))
    probability = ops.gather(ops.softmax(_dense(x, weights, "dense6_1"), axis=1), 1, 1)
    _dense(x, weights, "dense6_2")  # where the box should move to: the other detector knows better
    points = _dense(x, weights, "dense6_3")
    weights.all_taken()
    return ov.Model([points, probability], [crops], "onet")


def inception_model(arrays: Arrays, *, per_image: bool) -> ov.Model:
    """InceptionResnetV1; gives ``(n, dimension)`` unit vectors. Raises ValueError when an array is missing or left over.

    ``per_image`` is FaceNet's prewhitening (the Keras weights); otherwise pixels become facenet-pytorch's ``(x - 127.5) / 128``.
    """
    network = _Inception(_Weights(arrays))
    crops, pixels = _pixels(FACE_PX)
    vectors = network.vectors(_prewhitened(pixels) if per_image else _scaled(pixels, 127.5, 1 / 128))
    network.weights.all_taken()
    return ov.Model([vectors], [crops], "inception_resnet_v1")


class _Inception:
    def __init__(self, weights: _Weights) -> None:
        self.weights = weights

    def vectors(self, x: Node) -> Node:
        """The whole network, from scaled pixels ``(n, 3, 160, 160)``."""
        x = self._unit(x, "conv2d_1a", stride=2)
        x = self._unit(x, "conv2d_2a")
        x = self._unit(x, "conv2d_2b", pad=(1, 1))
        x = _max_pool(x, 3, "floor")
        x = self._unit(x, "conv2d_3b")
        x = self._unit(x, "conv2d_4a")
        x = self._unit(x, "conv2d_4b", stride=2)
        for block in range(5):
            x = self._residual(x, f"repeat_1.{block}", [[], [(1, 1)], [(1, 1), (1, 1)]], 0.17)
        x = self._reduction(x, "mixed_6a", [0, 2])
        for block in range(10):
            x = self._residual(x, f"repeat_2.{block}", [[], [(0, 3), (3, 0)]], 0.10)
        x = self._reduction(x, "mixed_7a", [1, 1, 2])
        for block in range(5):
            x = self._residual(x, f"repeat_3.{block}", [[], [(0, 1), (1, 0)]], 0.20)
        x = self._residual(x, "block8", [[], [(0, 1), (1, 0)]], 1.0, last=True)
        x = _rows(ops.reduce_mean(x, [2, 3], keep_dims=True))
        x = ops.matmul(x, self.weights.take("last_linear.weight"), transpose_a=False, transpose_b=True)
        gain, shift = self._norm("last_bn")
        return _unit_length(ops.add(ops.multiply(x, gain), shift))

    def _unit(self, x: Node, name: str, *, stride: int = 1, pad: _Pad = (0, 0)) -> Node:
        """Convolution, batch norm (folded into it), ReLU."""
        gain, shift = self._norm(f"{name}.bn")
        filters = self.weights.take(f"{name}.conv.weight") * gain[:, None, None, None]
        return ops.relu(_biased(x, filters, shift, stride, pad))

    def _norm(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Factor and summand a channel that a trained batch norm comes to."""
        deviation = np.sqrt(self.weights.take(f"{name}.running_var") + np.float32(_EPSILON))
        gain = self.weights.take(f"{name}.weight") / deviation
        return gain, self.weights.take(f"{name}.bias") - self.weights.take(f"{name}.running_mean") * gain

    def _residual(self, x: Node, name: str, branches: Sequence[Sequence[_Pad]], scale: float, last: bool = False) -> Node:
        """Block35, Block17 or Block8: branches of a 1x1 unit and more, padded by so much; together they are added to ``x``."""
        parts = []
        for branch, pads in enumerate(branches):
            names = [f"{name}.branch{branch}" + (f".{step}" if pads else "") for step in range(len(pads) + 1)]
            part = x
            for unit, pad in zip(names, [(0, 0), *pads], strict=True):
                part = self._unit(part, unit, pad=pad)
            parts.append(part)
        factor = np.float32(scale)
        filters, bias = self.weights.take(f"{name}.conv2d.weight") * factor, self.weights.take(f"{name}.conv2d.bias") * factor
        total = ops.add(_biased(ops.concat(parts, 1), filters, bias), x)
        return total if last else ops.relu(total)

    def _reduction(self, x: Node, name: str, depths: Sequence[int]) -> Node:
        """Mixed_6a or Mixed_7a: branches of so many units before one of stride 2, which halves the sides, and a pool."""
        parts = []
        for branch, depth in enumerate(depths):
            part = x
            for step in range(depth):
                part = self._unit(part, f"{name}.branch{branch}.{step}", pad=(1, 1) if step else (0, 0))
            parts.append(self._unit(part, f"{name}.branch{branch}" + (f".{depth}" if depth else ""), stride=2))
        return ops.concat([*parts, _max_pool(x, 3, "floor")], 1)


def _pixels(side: int) -> tuple[Node, Node]:
    """The model's input, and its pixels as floats, channels first."""
    crops = ops.parameter([-1, side, side, 3], ov.Type.u8, name="crops")
    return crops, ops.transpose(ops.convert(crops, "f32"), [0, 3, 1, 2])


def _scaled(pixels: Node, mean: float, factor: float) -> Node:
    return ops.multiply(ops.subtract(pixels, np.float32(mean)), np.float32(factor))


def _prewhitened(pixels: Node) -> Node:
    centred = ops.subtract(pixels, ops.reduce_mean(pixels, [1, 2, 3], keep_dims=True))
    deviation = ops.sqrt(ops.reduce_mean(ops.power(centred, np.float32(2)), [1, 2, 3], keep_dims=True))
    # facenet's own floor, against division by zero on a flat crop.
    return ops.divide(centred, ops.maximum(deviation, np.float32(1 / (3 * FACE_PX * FACE_PX) ** 0.5)))


def _biased(x: Node, filters: NDArray[np.float32], bias: NDArray[np.float32], stride: int = 1, pad: _Pad = (0, 0)) -> Node:
    convolved = ops.convolution(x, filters, [stride, stride], pad, pad, [1, 1])
    return ops.add(convolved, bias[None, :, None, None])


def _max_pool(x: Node, side: int, rounding: str) -> Node:
    return ops.max_pool(x, [2, 2], [1, 1], [0, 0], [0, 0], [side, side], rounding).output(0)


def _dense(x: Node, weights: _Weights, name: str) -> Node:
    product = ops.matmul(x, weights.take(f"{name}.weight"), transpose_a=False, transpose_b=True)
    return ops.add(product, weights.take(f"{name}.bias")[None])


def _rows(x: Node) -> Node:
    """Each crop's numbers in one row."""
    return ops.reshape(x, [0, -1], special_zero=True)


def _unit_length(x: Node) -> Node:
    return ops.divide(x, ops.maximum(ops.reduce_l2(x, [1], keep_dims=True), np.float32(1e-12)))
