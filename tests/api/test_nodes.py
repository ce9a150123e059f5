"""Many ids at once."""

from tests.hub_client import HubClient


async def test_nodes_keep_their_order_and_a_bad_one_is_an_error_in_its_own_place(hub: HubClient) -> None:
    id_ = (await hub.ask("{ me { id } }", as_="member")).data["me"]["id"]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    answer = await hub.ask(query, as_="member", ids=["mbr_00000000000000ff", "nothing", id_])
    assert answer.data == {"nodes": [None, None, {"id": id_}]}
    assert [error["path"] for error in answer.errors] == [["nodes", 1]]
    assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "ids"}
    assert (await hub.ask(query, as_="member", ids=[id_] * 101)).codes == ["BAD_USER_INPUT"]
