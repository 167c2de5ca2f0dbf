"""The ``files.*`` methods: get an upload URL, upload, and share the file."""

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import quote

from aiohttp import web

from sandbox.api.call import ApiCall, Method
from sandbox.entities import Json, SharedFile
from sandbox.errors import ApiProblem
from sandbox.identifiers import make_id, make_secret
from sandbox.posting import Content, post_message
from sandbox.running_workspace import RunningWorkspace

LARGEST_FILE = 20 * 1024 * 1024  # bytes
SHOWN_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def get_upload_url(call: ApiCall) -> Json:
    """Return a URL for uploading one file."""
    name = PurePosixPath(call.text("filename")).name
    if call.number("length", 0) <= 0:
        raise ApiProblem("invalid_arguments", ["[ERROR] missing required field: length"])
    file = SharedFile(
        id=make_id("F"),
        name=name,
        title=name,
        mime=mimetypes.guess_type(name)[0] or "application/octet-stream",
        content=b"",
        alt_text=call.maybe("alt_txt") or "",
    )
    call.stage.workspace.files[file.id] = file
    ticket = make_secret()
    call.stage.uploads[ticket] = file.id
    return {"upload_url": f"{call.stage.address}upload/v1/{ticket}", "file_id": file.id}


def complete_upload(call: ApiCall) -> Json:
    """Share uploaded files in a channel, as a message of the bot."""
    files = [_take_file(call, each) for each in call.structure("files") or ()]
    if not files:
        raise ApiProblem("invalid_arguments", ["[ERROR] missing required field: files"])
    if channel_id := call.maybe("channel_id"):
        workspace = call.stage.workspace
        channel = workspace.find_channel(channel_id)
        if channel is None or workspace.bot.id not in channel.members:
            raise ApiProblem("channel_not_found" if channel is None else "not_in_channel")
        content = Content(text=call.maybe("initial_comment") or "", files=tuple(files))
        post_message(call.stage, content, channel_id=channel.id, user_id=workspace.bot.id)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


async def receive_upload(stage: RunningWorkspace, request: web.Request) -> web.Response:
    """Receive the bytes of a file at its upload URL."""
    file_id = stage.uploads.pop(request.match_info["ticket"], None)
    if file_id is None:
        raise web.HTTPNotFound
    file = stage.workspace.files[file_id]
    file.content = await request.read()
    return web.Response(text=f"OK - {len(file.content)}")


def serve_file(stage: RunningWorkspace, request: web.Request) -> web.Response:
    """Serve an image inline, any other file as a download."""
    file = stage.workspace.files.get(request.match_info["file_id"])
    if file is None:
        raise web.HTTPNotFound
    headers = {"X-Content-Type-Options": "nosniff"}
    if file.mime not in SHOWN_TYPES:
        headers["Content-Disposition"] = "attachment"
    shown = file.mime if file.mime in SHOWN_TYPES else "application/octet-stream"
    return web.Response(body=file.content, content_type=shown, headers=headers)


def serve_private_file(stage: RunningWorkspace, request: web.Request) -> web.Response:
    """Serve a file to the app with its token; without the right to it, redirect to a page that asks to log in."""
    file = stage.workspace.files.get(request.match_info["file_id"])
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token != stage.credentials.bot_token or "files:read" not in stage.workspace.scopes:
        return web.Response(status=302, headers={"Location": stage.address})
    if file is None:
        raise web.HTTPNotFound
    return web.Response(body=file.content, content_type=file.mime)


def make_file(stage: RunningWorkspace, *, name: str, content: bytes) -> SharedFile:
    """Add a file to the workspace, as a user uploads it."""
    plain = PurePosixPath(name).name
    mime = mimetypes.guess_type(plain)[0] or "application/octet-stream"
    file = SharedFile(id=make_id("F"), name=plain, title=plain, mime=mime, content=content)
    stage.workspace.files[file.id] = file
    return file


def write_file(stage: RunningWorkspace, file: SharedFile) -> Json:
    """Return a file as Slack's events describe it."""
    address = f"{stage.address}files-pri/{stage.workspace.team_id}-{file.id}/{quote(file.name)}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mime,
        "filetype": PurePosixPath(file.name).suffix.removeprefix("."),
        "size": len(file.content),
        "mode": "hosted",
        "file_access": "visible",
        "url_private": address,
        "url_private_download": address,
    }


def _take_file(call: ApiCall, wanted: Json) -> SharedFile:
    file = call.stage.workspace.files.get(str(wanted.get("id")))
    if file is None or not file.content:
        raise ApiProblem("file_not_found")
    file.title = str(wanted.get("title") or file.title)
    return file


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",), tier=4),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",), tier=4),
}
