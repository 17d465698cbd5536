"""Groups of commands below `aftercart`."""
