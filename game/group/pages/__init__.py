"""The pages that phones and desks open: small files without a framework, served as they are."""
