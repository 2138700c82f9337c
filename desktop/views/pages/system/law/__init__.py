"""法律: what may be asked of the law outside any case."""
