package io.drydock.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.container.MountJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.volume.MountPoint.ReadOnlyReach;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --volume} and {@code --mount} as Docker reads them. */
class MountReaderTest {
  @TempDir Path temporary;

  private static MountPoint bind(String raw) {
    return MountReader.bind(raw, "");
  }

  private static MountPoint mount(String json) {
    JsonObject parsed = Json.object(json.getBytes(StandardCharsets.UTF_8), "mount");
    return MountReader.mount(MountJson.read(parsed));
  }

  @Test
  void aVolumeFlagNamesADirectoryOrAVolume() {
    MountPoint host = bind("/host/../src/:/dst/");
    assertThat(host.type()).isEqualTo(MountType.BIND);
    assertThat(host.source()).isEqualTo("/src");
    assertThat(host.destination()).isEqualTo("/dst");
    assertThat(host.propagation()).isEqualTo("rprivate");
    assertThat(host.details().createSource()).isTrue();
    MountPoint named = bind("name:/dst:ro,nocopy");
    assertThat(named.type()).isEqualTo(MountType.VOLUME);
    assertThat(named.name()).isEqualTo("name");
    assertThat(named.readWrite()).isFalse();
    assertThat(named.mode()).isEqualTo("ro,nocopy");
    assertThat(named.details().copyUp()).isFalse();
    assertThat(bind("/dst").details().anonymous()).isTrue();
    assertThat(bind("/dst").details().copyUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rw",
        "ro",
        "z",
        "Z",
        "ro,z",
        "cached",
        "delegated",
        "consistent",
        "rslave,ro",
        "shared",
        "private",
        "rprivate,Z,ro,cached",
        "rshared",
        "slave"
      })
  void everyOptionOfABindIsTaken(String mode) {
    MountPoint point = bind("/a:/b:" + mode);
    assertThat(point.mode()).isEqualTo(mode);
    assertThat(point.readWrite()).isEqualTo(!List.of(mode.split(",")).contains("ro"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":/b | invalid volume specification: ':/b'",
        "/a:/b:ro:z | invalid volume specification: '/a:/b:ro:z'",
        "/a:ro | invalid volume specification: '/a:ro'",
        "/a: | invalid volume specification: '/a:'",
        "/a:/b:ro,rw | invalid mode: ro,rw",
        "/a:/b:readonly | invalid mode: readonly",
        "/a:/b:ro, | invalid mode: ro,",
        "/a:/ | invalid volume specification: '/a:/': invalid mount config for type \"bind\":"
            + " invalid specification: destination can't be '/'",
        "/a:b | invalid volume specification: '/a:b': invalid mount config for type \"bind\":"
            + " invalid mount path: 'b' mount path must be absolute",
        "v:/b:rslave | invalid volume specification: 'v:/b:rslave': invalid mount config for type"
            + " \"volume\": field BindOptions must not be specified",
        "/a:/b:nocopy | invalid volume specification: '/a:/b:nocopy': invalid mount config for"
            + " type \"bind\": field VolumeOptions must not be specified",
      })
  void whatIsNoneIsRefusedInDockersWords(String raw, String message) {
    assertThatThrownBy(() -> bind(raw))
        .hasMessage(message)
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.INVALID);
  }

  @Test
  void aMountFlagSaysMore() {
    MountPoint point =
        mount(
            """
            {"Type": "bind", "Source": "%s", "Target": "/t", "ReadOnly": true,
             "BindOptions": {"NonRecursive": true, "Propagation": "rslave"}}
            """
                .formatted(temporary));
    assertThat(point.details().recursive()).isFalse();
    assertThat(point.details().readOnly()).isEqualTo(ReadOnlyReach.TOP_ONLY);
    assertThat(point.propagation()).isEqualTo("rslave");
    assertThat(
            mount(
                    """
                    {"Type": "bind", "Source": "%s/new", "Target": "/t", "ReadOnly": true,
                     "BindOptions": {"CreateMountpoint": true, "ReadOnlyForceRecursive": true}}
                    """
                        .formatted(temporary))
                .details())
        .matches(each -> each.createSource() && each.readOnly() == ReadOnlyReach.RECURSIVE);
    MountPoint memory =
        mount(
            """
            {"Type": "tmpfs", "Target": "/t",
             "TmpfsOptions": {"SizeBytes": 67108864, "Mode": 448, "Options": [["exec"]]}}
            """);
    assertThat(memory.details().tmpfsOptions()).containsExactly("mode=700", "size=64m", "exec");
    MountPoint part =
        mount(
            """
            {"Type": "volume", "Source": "v", "Target": "/t",
             "VolumeOptions": {"Subpath": "a/b", "NoCopy": true}}
            """);
    assertThat(part.details().subpath()).isEqualTo("a/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'Type':'bind','Target':'/t' | bind | field Source must not be empty",
        "'Type':'bind','Source':'/' | bind | field Target must not be empty",
        "'Type':'bind','Source':'x','Target':'/t' | bind | invalid mount path: 'x' mount path must"
            + " be absolute",
        "'Type':'bind','Source':'/no/such','Target':'/t' | bind | bind source path does not exist:"
            + " /no/such",
        "'Type':'bind','Source':'/','Target':'/t','VolumeOptions':{} | bind | field VolumeOptions"
            + " must not be specified",
        "'Type':'bind','Source':'/','Target':'/t','BindOptions':{'Propagation':'odd'} | bind |"
            + " invalid propagation mode: odd",
        "'Type':'volume','Target':'/t','ReadOnly':true | volume | must not set ReadOnly mode when"
            + " using anonymous volumes",
        "'Type':'volume','Target':'/t','VolumeOptions':{'Subpath':'x'} | volume | must not set"
            + " Subpath when using anonymous volumes",
        "'Type':'volume','Source':'v','Target':'/t','VolumeOptions':{'Subpath':'../x'} | volume |"
            + " subpath must be a relative path within the volume",
        "'Type':'tmpfs','Source':'x','Target':'/t' | tmpfs | field Source must not be specified",
        "'Type':'image','Target':'/t' | image | field Source must not be empty",
        "'Type':'odd','Target':'/t' | odd | mount type unknown",
        "'Type':'npipe','Source':'x','Target':'/t' | npipe | named pipes are mounted in Windows"
            + " containers only",
      })
  void aMountFlagThatCannotBeIsRefusedInDockersWords(String json, String type, String message) {
    assertThatThrownBy(() -> mount("{" + json.replace('\'', '"') + "}"))
        .hasMessage("invalid mount config for type \"" + type + "\": " + message);
  }

  @Test
  void optionsOfMemoryAreMergedWithTheDefaults() {
    assertThat(TmpfsOptions.of("")).containsExactly("noexec", "nosuid", "nodev");
    assertThat(TmpfsOptions.of("rw,exec,size=64m,mode=1777"))
        .containsExactly("nosuid", "nodev", "rw", "exec", "size=64m", "mode=1777");
    assertThat(TmpfsOptions.of("size=1m,size=50%")).endsWith("size=50%").hasSize(4);
    assertThatThrownBy(() -> TmpfsOptions.of("colour=red")).hasMessageContaining("colour=red");
    assertThatThrownBy(() -> TmpfsOptions.of("size=big")).hasMessageContaining("invalid size");
  }
}
