"""Connections to a listening socket of this process do not hold small messages back."""

from __future__ import annotations

import socket

from e7wizard.serving.prompt_sockets import send_at_once


def test_a_connection_inherits_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert send_at_once() >= 1
        with socket.create_connection(listening.getsockname()) as client:
            taken, _ = listening.accept()
            with taken:
                assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert client.fileno() > 0


def test_other_sockets_are_left_alone() -> None:
    with socket.socket() as plain:
        send_at_once()
        assert not plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert plain.fileno() > 0
