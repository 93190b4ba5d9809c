cat <<EOF <<-'END' > file && apt-get install -y --no-install-recommends \
  curl=7.* # why
$HOME $(run)
EOF
	plain
	END
bash <<<"$x"
