"""Quality and speed, measured: the corpora's truth, the peers, the gate and the tables."""
