"""Display records: everything a page shows and nothing else."""

__all__: list[str] = []
