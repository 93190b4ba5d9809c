package io.drydock.composefile.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of merging whatever stands in the files. */
class MergePropertiesTest {
  private static final YamlMapping NOTHING = YamlMapping.empty(YamlNode.NOWHERE);

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void aFileOverNothingIsTheFileWithItsTagsSettled(@ForAll("documents") YamlMapping document) {
    assertThat(Merge.files(NOTHING, document)).isEqualTo(Marks.settle(document));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void nothingOverAFileIsTheFile(@ForAll("documents") YamlMapping document) {
    YamlMapping settled = Marks.settle(document);

    assertThat(Merge.files(settled, NOTHING)).isEqualTo(settled);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void mergesOrNamesAPlaceAndLeavesNoTag(
      @ForAll("documents") YamlMapping base, @ForAll("documents") YamlMapping override) {
    YamlMapping merged;
    try {
      merged = Merge.files(Marks.settle(base), override);
    } catch (DrydockException e) {
      assertThat(e.location()).isPresent();
      return;
    }
    assertThat(hasTag(merged)).isFalse();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void makesListsUniqueOnceAndForAll(@ForAll("documents") YamlMapping document) {
    YamlMapping settled = Marks.settle(document);
    Assume.that(!settled.isEmpty());
    YamlMapping unique = Unicity.enforce(settled);

    assertThat(Unicity.enforce(unique)).isSameAs(unique);
  }

  /** Documents whose keys are those that have rules, with values of any form under them. */
  @Provide
  Arbitrary<YamlMapping> documents() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "environment",
            "ports",
            "volumes",
            "networks",
            "depends_on",
            "build",
            "logging",
            "driver",
            "labels",
            "command",
            "ulimits",
            "secrets",
            "extra_hosts",
            "x-own",
            "image");
    Arbitrary<YamlNode> attribute = mappings(keys, value(2)).map(each -> each);
    return mappings(
        Arbitraries.of("services", "networks", "volumes", "name"),
        mappings(Arbitraries.of("web", "db"), attribute).map(each -> each));
  }

  private static Arbitrary<YamlNode> value(int depth) {
    Arbitrary<YamlNode> scalar =
        Arbitraries.of("", "a", "a=b", "80:80", "/a:/b", "a=")
            .map(text -> text.isEmpty() ? YamlScalar.nothing(YamlNode.NOWHERE) : text(text));
    Arbitrary<YamlNode> any = scalar;
    if (depth > 0) {
      Arbitrary<YamlNode> inner = value(depth - 1);
      Arbitrary<YamlNode> list =
          inner.list().ofMaxSize(3).map(items -> YamlSequence.of(items, YamlNode.NOWHERE));
      Arbitrary<YamlNode> mapping =
          mappings(Arbitraries.of("a", "b", "target", "source", "driver"), inner).map(each -> each);
      any = Arbitraries.oneOf(scalar, list, mapping);
    }
    return Combinators.combine(
            any, Arbitraries.of("", "", "", "", "", "", Marks.RESET, Marks.OVERRIDE))
        .as(YamlNode::withTag);
  }

  private static YamlNode text(String text) {
    return YamlScalar.of(text, YamlNode.NOWHERE);
  }

  private static Arbitrary<YamlMapping> mappings(
      Arbitrary<String> keys, Arbitrary<YamlNode> values) {
    return Arbitraries.maps(keys, values).ofMaxSize(3).map(MergePropertiesTest::mapping);
  }

  private static YamlMapping mapping(Map<String, YamlNode> entries) {
    YamlMapping.Builder mapping = YamlMapping.builder(YamlNode.NOWHERE);
    entries.forEach(mapping::put);
    return mapping.build();
  }

  private static boolean hasTag(YamlNode node) {
    List<YamlNode> inner =
        node instanceof YamlMapping mapping
            ? mapping.entries().stream().map(YamlMapping.Entry::value).toList()
            : node instanceof YamlSequence sequence ? sequence.items() : List.of();
    return !node.tag().isEmpty() || inner.stream().anyMatch(MergePropertiesTest::hasTag);
  }
}
