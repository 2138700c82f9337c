#!/bin/sh
# The Chinese faces that papers and windows need, in the user's own font folder: no TeX, no root.
# Takes the font files alone out of Debian's packages. Fonts are never part of the repository.
set -eu
# shellcheck source=installer/linux/common.sh
. "$(dirname "$0")/common.sh"

target="$HOME/.local/share/fonts/zhifatai"
faces='
FandolFang-Regular.otf FandolHei-Regular.otf FandolHei-Bold.otf FandolKai-Regular.otf
FandolSong-Regular.otf FandolSong-Bold.otf
NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc NotoSerifCJK-Regular.ttc NotoSerifCJK-Bold.ttc
LXGWWenKai-Regular.ttf LXGWWenKai-Light.ttf
'

lacking() {
    present=$(find "$HOME/.local/share/fonts" /usr/share/fonts \
        /usr/share/texlive/texmf-dist/fonts/opentype -type f 2>/dev/null || true)
    for face in $faces; do
        case "$present" in
            */"$face"*) ;;
            *) printf '%s ' "$face" ;;
        esac
    done
}

missing=$(lacking)
[ -n "$missing" ] || exit 0

packages=''
case "$missing" in *Fandol*) packages="$packages texlive-lang-chinese" ;; esac
case "$missing" in *Noto*) packages="$packages fonts-noto-cjk" ;; esac
case "$missing" in *LXGW*) packages="$packages fonts-lxgw-wenkai" ;; esac
command -v apt-get >/dev/null ||
    fail "缺少字体：$missing。请把这些字体文件放进 $target 后重新执行。"

say "正在取字体（约 150 MB，只取一次）：$packages"
stage="$local_folder/fonts"
rm -rf "$stage"
# shellcheck disable=SC2086  # the list is words on purpose
unpack "$stage" $packages ||
    fail "字体没有取到，上面是原因。请检查网络和软件源后重新执行；也可以把字体文件自行放进 $target：$missing"
mkdir -p "$target"
for face in $missing; do
    find "$stage" -type f -name "$face" -exec cp {} "$target/$face.part" \;
    test -s "$target/$face.part" || fail "软件包里没有找到字体 $face，请把它放进 $target 后重新执行。"
    mv "$target/$face.part" "$target/$face"
done
rm -rf "$stage"
if command -v fc-cache >/dev/null; then
    fc-cache -f "$target" || true
fi
say "字体已放在 $target"
