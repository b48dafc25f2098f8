"""What maintainers run: building the map's shapes, starting the dashboard for tests, screenshots."""
