"""The law as data: pure, standard library only. `desktop.law.law.Law` is its only front door."""
