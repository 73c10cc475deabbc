#!/bin/sh
# Rebuilds static/web/vendor and static/web/icons.svg from the npm packages named in package.json.
# Needs node and npm; works in a folder of its own outside the repository. Run it after changing theme.scss or icons.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
static="$here/../static/web"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

cp "$here/package.json" "$here/theme.scss" "$build/"
cd "$build"
npm install --no-audit --no-fund --no-package-lock --ignore-scripts --silent
npx sass --load-path=node_modules --style=compressed --no-source-map --quiet-deps theme.scss theme.css

rm -rf "$static/vendor/dkfds" "$static/vendor/htmx"
mkdir -p "$static/vendor/dkfds/css" "$static/vendor/dkfds/fonts" "$static/vendor/dkfds/img" "$static/vendor/dkfds/js" "$static/vendor/htmx"
node "$here/gather.mjs" "$build" "$static" "$here/icons.txt"
