"""Closed lists that records and the law both speak of."""

from __future__ import annotations

from desktop.values import Choice


class ServiceWay(Choice):
    """How a paper reached the party (民事诉讼法 第八十八条至第九十五条)."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ENTRUSTED = "entrusted", "委托送达"
    ELECTRONIC = "electronic", "电子送达"
    ANNOUNCEMENT = "announcement", "公告送达"
