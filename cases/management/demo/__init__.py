"""The demonstration record: real disputes from open sources, loaded through the services."""
