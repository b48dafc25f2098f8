"""The sessions in which the server runs its own pages."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.server.headless import HeadlessSession


def test_a_script_that_starts_again_has_not_finished() -> None:
    session = HeadlessSession()
    session.write_forward_msg(ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN))
    assert not session.is_done.is_set()
    session.write_forward_msg(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))
    assert session.is_done.is_set()
