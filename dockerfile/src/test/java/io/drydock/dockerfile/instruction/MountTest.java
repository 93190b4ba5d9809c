package io.drydock.dockerfile.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.shell.ShellLexer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of RUN --mount are read with variables expanded, and checked against their type. */
class MountTest {
  private static Mount parse(String flag) {
    var lexer = new ShellLexer('\\');
    return Mount.parse(flag, word -> lexer.expand(word, Map.of("dir", "/work")));
  }

  @Test
  void bindIsTheDefaultAndReadOnly() {
    Mount mount = parse("target=$dir,from=build,src=/a");
    assertThat(mount.type()).isEqualTo(Mount.Type.BIND);
    assertThat(mount.target()).isEqualTo("/work");
    assertThat(mount.from()).isEqualTo("build");
    assertThat(mount.source()).isEqualTo("/a");
    assertThat(mount.readOnly()).isTrue();
    assertThat(parse("target=/a,rw").readOnly()).isFalse();
  }

  @Test
  void cachesHaveSharingAndOwners() {
    Mount mount = parse("TYPE=cache,\"target=/a,b\",sharing=locked,mode=0700,uid=10,gid=11,id=x");
    assertThat(mount.target()).isEqualTo("/a,b");
    assertThat(mount.sharing()).contains(Mount.Sharing.LOCKED);
    assertThat(mount.mode()).hasValue(0700);
    assertThat(mount.uid()).hasValue(10);
    assertThat(mount.gid()).hasValue(11);
    assertThat(mount.readOnly()).isFalse();
  }

  @Test
  void secretsMayBeVariablesAndTmpfsHaveSizes() {
    Mount secret = parse("type=secret,id=token,env=TOKEN,required");
    assertThat(secret.env()).contains("TOKEN");
    assertThat(secret.required()).isTrue();
    assertThat(parse("type=tmpfs,target=/t,size=1.5k").sizeBytes()).isEqualTo(1536);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "type=bound",
        "tipe=bind",
        "target=/a,z",
        "type=secret",
        "size=1m",
        "required",
        "sharing=shared",
        "type=cache,sharing=some",
        "mode=0700",
        "type=cache,mode=9",
        "type=secret,id=a,source=b",
        "type=secret,id=a,from=b",
        "ro=perhaps",
        "\"target=/a",
        "type=cache,uid=-1",
        "target=\"/a\""
      })
  void refuses(String flag) {
    assertThatThrownBy(() -> parse(flag)).isInstanceOf(DrydockException.class);
  }

  @Test
  void slipsGetASuggestion() {
    assertThatThrownBy(() -> parse("typ=tmpfs")).hasMessageContaining("did you mean type?");
    assertThatThrownBy(() -> parse("type=cahe")).hasMessageContaining("did you mean cache?");
  }
}
