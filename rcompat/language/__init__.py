"""R text to expression trees and back, and `terms()`."""

__all__: list[str] = []
