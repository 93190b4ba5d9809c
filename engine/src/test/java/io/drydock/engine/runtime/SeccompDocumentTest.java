package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.linux.KernelVersion;
import io.drydock.linux.syscall.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles in Docker's form hold for one container's capabilities, architecture and kernel. */
class SeccompDocumentTest {
  private static JsonObject profile(String text, String... capabilities) {
    return SeccompDocument.profile(
        text, List.of(capabilities), Architecture.ARM64, new KernelVersion(5, 10));
  }

  private static String rule(String conditions) {
    return """
    {"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [
      {"names": ["a"], "action": "SCMP_ACT_ALLOW", %s}]}
    """
        .formatted(conditions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "includes": {"caps": ["CAP_CHOWN"]} ~ true
          "includes": {"caps": ["CAP_CHOWN", "CAP_BPF"]} ~ false
          "excludes": {"caps": ["CAP_CHOWN"]} ~ false
          "excludes": {"caps": ["CAP_BPF"]} ~ true
          "includes": {"arches": ["amd64", "arm64"]} ~ true
          "includes": {"arches": ["amd64"]} ~ false
          "excludes": {"arches": ["arm64"]} ~ false
          "includes": {"minKernel": "4.8"} ~ true
          "includes": {"minKernel": "5.11"} ~ false
          "excludes": {"minKernel": "5.10"} ~ false
          "includes": {}, "excludes": {} ~ true
          "includes": null ~ true
          """)
  void aRuleHoldsOnItsConditions(String conditions, boolean holds) {
    assertThat(profile(rule(conditions), "CAP_CHOWN").getAsJsonArray("syscalls").size())
        .isEqualTo(holds ? 1 : 0);
  }

  @Test
  void argumentsAndResultsAreKeptAndCommentsAreNot() {
    JsonObject profile =
        profile(
            """
            {"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38,
             "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]},
                         {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": ["SCMP_ARCH_ARM"]}],
             "syscalls": [{"name": "clone", "action": "SCMP_ACT_ALLOW", "comment": "x", "errnoRet": 1,
               "args": [{"index": 0, "value": 18446744073709551615, "valueTwo": 0,
                         "op": "SCMP_CMP_MASKED_EQ"}]}]}
            """);
    assertThat(profile.toString())
        .isEqualTo(
            "{\"defaultAction\":\"SCMP_ACT_ERRNO\",\"defaultErrnoRet\":38,"
                + "\"architectures\":[\"SCMP_ARCH_AARCH64\",\"SCMP_ARCH_ARM\"],"
                + "\"syscalls\":[{\"names\":[\"clone\"],\"action\":\"SCMP_ACT_ALLOW\",\"errnoRet\":1,"
                + "\"args\":[{\"index\":0,\"value\":18446744073709551615,\"valueTwo\":0,"
                + "\"op\":\"SCMP_CMP_MASKED_EQ\"}]}]}");
  }

  @Test
  void whatIsNoProfileIsRefused() {
    assertThatThrownBy(() -> profile("/etc/profile.json"))
        .hasMessageStartingWith("Decoding seccomp profile failed: ");
    assertThatThrownBy(() -> profile("{}")).hasMessageContaining("no defaultAction");
    assertThatThrownBy(() ->
            profile("{\"defaultAction\": \"x\", \"architectures\": [\"a\"], \"archMap\": [{}]}"))
        .hasMessageContaining("use either 'architectures' or 'archMap'");
    assertThatThrownBy(() ->
            profile(
                "{\"defaultAction\": \"x\", \"syscalls\": [{\"name\": \"a\", \"names\": [\"b\"]}]}"))
        .hasMessageContaining("use either 'name' or 'names'");
    assertThatThrownBy(() -> profile(rule("\"includes\": {\"minKernel\": \"new\"}")))
        .hasMessageContaining("invalid kernel version");
  }

  @Test
  void theDefaultProfileOpensWithCapabilities() {
    String few = SeccompDefaults.profile(List.of()).toString();
    assertThat(few).doesNotContain("\"mount\"", "\"chroot\"", "\"reboot\"").contains("\"clone3\"");
    String admin = SeccompDefaults.profile(List.of("CAP_SYS_ADMIN", "CAP_SYS_CHROOT")).toString();
    assertThat(admin)
        .contains("\"mount\"", "\"setns\"", "\"chroot\"")
        .doesNotContain("ErrnoRet\":38");
  }
}
