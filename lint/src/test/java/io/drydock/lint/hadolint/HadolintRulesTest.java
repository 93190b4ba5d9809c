package io.drydock.lint.hadolint;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.lint.Check;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule fires on the lines that break it, and on no others. Lines are parted by bars. */
class HadolintRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          DL1001 => # hadolint ignore=DL3006|FROM a|# plain => 1
          DL3000 => WORKDIR a|WORKDIR /a|WORKDIR $a|WORKDIR "C:/a" => 1
          DL3001 => RUN x && top|RUN apt-get install vim => 1
          DL3002 => FROM a|USER root|FROM b|USER root:x|USER app|FROM c|USER 0 => 2 7
          DL3003 => RUN (cd /a; b)|RUN echo cd => 1
          DL3004 => RUN a && sudo b|RUN apk add sudo => 1
          DL3006 => FROM a|FROM a:1|FROM a@sha256:0|FROM scratch|FROM ${A}|FROM r:5000/a => 1 6
          DL3006 => ARG V=1|FROM a:1 AS b|FROM b|FROM $R/c|FROM a:${V:-2} => 4
          DL3007 => FROM a:latest|FROM a:latest@sha256:0|FROM a:1 => 1
          DL3008 => RUN apt-get install a=1 b|RUN apt-get -t x install ./c.deb d=* e/stable => 1
          DL3008 => ENV P="a=1 b=2"|RUN apt-get install $P|RUN apt-get install "$Q" => 3
          DL3009 => FROM a AS b|RUN apt-get update|FROM c|RUN apt-get update => 4
          DL3009 => FROM a AS b|RUN apt-get update|FROM b|RUN aptitude update && rm -r /var/lib/apt/lists => 2
          DL3009 => RUN rm -rf /var/lib/apt/lists/* && apt-get update => 1
          DL3009 => RUN --mount=type=cache,target=/var/lib/apt apt-get update|ONBUILD RUN apt update => 2
          DL3010 => COPY a.tgz /|RUN tar xzf /a.tgz|COPY b.tar c.tar|RUN tar cf c.tar x => 1
          DL3010 => FROM a|COPY --from=b c.tar /|RUN tar -xf c.tar|COPY d.tar /e/|RUN bsdtar --extract --file=/e/d.tar => 4
          DL3011 => EXPOSE 80 65536|EXPOSE 1-70000/udp|EXPOSE $P 65535 => 1 2
          DL3012 => FROM a|HEALTHCHECK NONE|HEALTHCHECK CMD a|FROM b|HEALTHCHECK NONE => 3
          DL3013 => RUN pip install a|RUN pip install a==1 b~=2 ./c d.whl -r e|RUN pip install git+ssh://git@h/a => 1 3
          DL3013 => RUN python3 -m pip install a|RUN pipx install b|RUN pip3.12 install 'c>1' --target /d => 1 2
          DL3014 => RUN apt-get install a|RUN apt-get -qq install a|RUN apt-get update => 1
          DL3015 => RUN apt-get install a|RUN apt-get install -o APT::Install-Recommends=false a => 1
          DL3016 => RUN npm install a|RUN npm i @b/c|RUN npm install @b/c@1 ./d git://e#1 f.tgz|RUN npm ci => 1 2
          DL3018 => RUN apk add a|RUN apk add -t .b a=1 'c>2' d~3|RUN apk del a => 1
          DL3019 => RUN apk add a=1|RUN apk --no-cache add a=1|RUN --mount=type=cache,target=/var/cache/apk apk add a=1 => 1
          DL3020 => ADD a /|ADD a.tar.gz https://b/c git@d:e $f /|ADD <<E /f|x|E => 1
          DL3021 => COPY a b c|COPY a b c/|COPY a b|COPY ["a", "b", "c"] => 1 4
          DL3022 => FROM a AS b|FROM c|COPY --from=B x x|COPY --from=0 x x|COPY --from=d x x|COPY --from=e:1 x x|COPY --from=7 x x => 5 7
          DL3023 => FROM a AS b|COPY --from=b x x|FROM c|COPY --from=b x x => 2
          DL3024 => FROM a AS x|FROM b AS X|FROM c AS y => 2
          DL3025 => CMD a|ENTRYPOINT ["a"]|HEALTHCHECK CMD a|ONBUILD ENTRYPOINT a => 1 3 4
          DL3027 => RUN apt install a|RUN apt-get install apt => 1
          DL3028 => RUN gem install a|RUN gem i a:1 -- --b|RUN gem install a -v 1 => 1
          DL3029 => FROM --platform=linux/arm64 a|FROM --platform=$BUILDPLATFORM a => 1
          DL3030 => RUN yum install a-1|RUN yum -y install a-1|RUN yum update => 1
          DL3032 => RUN yum install -y a|RUN yum install -y a && rm -rf /var/cache/*|RUN yum info a => 1
          DL3033 => RUN yum install a|RUN yum install a-b-1:2.3 c-1.2-3.el9.x86_64 @d|RUN yum install java-1.8.0-openjdk => 1 3
          DL3033 => FROM a AS b|ENV V=1.2|FROM b|RUN yum install x-$V|FROM c|RUN yum install x-$V => 6
          DL3034 => RUN zypper rm a|RUN zypper -n in a=1|RUN zypper refresh => 1
          DL3035 => RUN zypper dup|RUN zypper up => 1
          DL3036 => RUN zypper in a|RUN zypper in a && zypper cc => 1
          DL3037 => RUN zypper in a|RUN zypper in 'a>=1' b=2 c.rpm => 1
          DL3038 => RUN dnf install a|RUN microdnf install -y a => 1
          DL3040 => RUN dnf -y upgrade|RUN dnf -y in a && microdnf clean all => 1
          DL3041 => RUN dnf install a|RUN dnf module install a:1|RUN dnf module install a|RUN dnf group install "A B" => 1 3
          DL3042 => RUN pip install a|RUN pip install --no-cache-dir a|RUN PIP_NO_CACHE_DIR=1 pip install a|ENV PIP_NO_CACHE_DIR=on|RUN pip install a => 1
          DL3043 => ONBUILD FROM a|ONBUILD MAINTAINER b|ONBUILD ONBUILD RUN c|ONBUILD RUN d => 1 2 3
          DL3044 => ENV A=1 B=$A|ENV A=2 C=$A|ENV D=1 E=$DD F=\\$D|ENV PATH=/x:$PATH => 1
          DL3045 => FROM a|COPY b c|FROM d AS e|WORKDIR /x|COPY b c|FROM e|COPY b c|COPY b "$Y" => 2
          DL3046 => RUN useradd -u 123456 a|RUN useradd -lu 123456 a|RUN useradd --uid=1 a => 1
          DL3047 => RUN wget a|RUN wget -nv a|RUN wget -qO- a|RUN wget -O b c|RUN wget --progress=dot c => 1 4
          DL3048 => LABEL A=1|LABEL com.docker.x=1|LABEL a..b=1|LABEL a-b.c1=1 => 1 2 3
          DL3057 => FROM a AS b|FROM b|HEALTHCHECK NONE|FROM b|FROM c => 4 5
          DL3059 => RUN a|RUN b|RUN c && d|RUN e|WORKDIR /|RUN f => 2
          DL3060 => RUN yarn install|RUN yarn install && yarn cache clean|RUN --mount=type=cache,target=/root/.cache yarn install => 1
          DL3061 => ARG a|LABEL b=c|FROM d => 2
          DL3062 => RUN go install a.b/c|RUN go install -ldflags "-s -w" a.b/c@v1 ./...|RUN go run a.b/c@latest d|RUN go run x.go y => 1 3
          DL3063 => FROM a AS Scratch|FROM b AS context|FROM scratch AS c => 1 2
          DL3064 => ARG db_password|ENV API_KEY=1 B=2|ENV TOKEN_FILE=/run/x GOPRIVATE=y => 1 2
          DL3065 => FROM --platform=${TARGETPLATFORM} a|FROM --platform=linux/$TARGETARCH a => 1
          DL3066 => FROM a|USER app|FROM b|USER root|USER app:app => 5
          DL3066 => ARG ID|ARG NAME=app|FROM a|USER $ID:$ID =>
          DL3067 => FROM a AS b|FROM c|COPY --from=b / /|COPY --from=b / /x/|COPY / / => 3
          DL4000 => MAINTAINER a => 1
          DL4001 => FROM a|RUN wget -q b|RUN curl c|RUN curl d|FROM e|RUN curl f => 3
          DL4003 => CMD a|CMD b|ONBUILD CMD c => 2
          DL4004 => FROM a|ENTRYPOINT b|FROM c|ENTRYPOINT d|ENTRYPOINT e => 5
          DL4005 => RUN ln -sf /bin/bash /bin/sh|RUN ln -s /bin/sh /x => 1
          DL4006 => RUN a / b|RUN a || b =>
          """)
  void firesWhereItIsBroken(String rule, String text, String lines) {
    String expected = lines == null ? "" : lines;
    String file = text.replace("||", "\u0001").replace('|', '\n').replace("\u0001", "||") + "\n";
    assertThat(
            String.join(
                " ", Linting.lines(rule, file).stream().distinct().map(String::valueOf).toList()))
        .isEqualTo(expected);
  }

  @Test
  void aPipeNeedsPipefailUnlessNoShellReadsIt() {
    String bash = "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\n";
    assertThat(Linting.lines("DL4006", "FROM a\nRUN a | b\n" + bash + "RUN a | b"))
        .containsExactly(2);
    assertThat(Linting.lines("DL4006", "FROM a AS x\n" + bash + "FROM x\nRUN a | b")).isEmpty();
    assertThat(Linting.lines("DL4006", "FROM a AS x\n" + bash + "FROM b\nRUN a | b"))
        .containsExactly(4);
    assertThat(Linting.lines("DL4006", "RUN set -o pipefail && a | b\nRUN [\"a\", \"|\", \"b\"]"))
        .isEmpty();
    assertThat(Linting.lines("DL4006", "FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN a | b")).isEmpty();
    assertThat(Linting.lines("DL4006", "# hadolint shell=cmd.exe # windows\nFROM a\nRUN a | b"))
        .isEmpty();
    assertThat(
            Linting.lines(
                "DL4006", "FROM a\n# hadolint shell = pwsh\nRUN a | b\nFROM c\nRUN a | b"))
        .containsExactly(5);
  }

  @Test
  void scriptsAreFoundInHeredocsAndJson() {
    assertThat(Linting.lines("DL3003", "RUN <<EOF\necho\ncd /a\nEOF\nRUN a")).containsExactly(3);
    assertThat(Linting.lines("DL3003", "RUN [\"sh\", \"-c\", \"a; cd /b\"]")).containsExactly(1);
    assertThat(Linting.lines("DL3003", "RUN <<EOF\n#!/usr/bin/env python3\ncd /a\nEOF")).isEmpty();
    assertThat(Linting.lines("DL3003", "RUN cat <<EOF > x\ncd /a\nEOF\nRUN a")).isEmpty();
  }

  @Test
  void imagesComeFromTrustedRegistriesOnly() {
    String text =
        """
        ARG BASE=good.example/a
        FROM $BASE AS x
        FROM bad.example/a
        FROM x
        COPY --from=bad.example/a /a /b
        COPY --from=x /a /b
        RUN --mount=type=bind,from=worse.example/a,target=/a b
        FROM sub.wild.example/a
        FROM alpine
        """;
    var configuration =
        Linting.configuration("DL3026", Set.of("good.example", "*.wild.example"), Map.of(), false);
    assertThat(Linting.findings(text, configuration, "DL3026"))
        .extracting(each -> each.location().line())
        .containsExactly(3, 5, 7, 9);
    assertThat(Linting.findings("DL3026", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DL3052, URL, https://example.com/a, example.com",
    "DL3053, RFC3339, 2026-11-21T10:00:00.5+01:00, 2026-13-01T00:00:00Z",
    "DL3054, SPDX, (MIT OR Apache-2.0+) AND LicenseRef-x, Mine",
    "DL3055, HASH, 2dbfae9, 2dbfae",
    "DL3056, SEMVER, 1.0.0-rc.1+b.2, 1.0",
    "DL3058, EMAIL, a.b+c@example.com, a@@example.com",
  })
  void labelsHaveTheTypeOfTheSchema(String rule, LabelType type, String right, String wrong) {
    var configuration = Linting.configuration(rule, Set.of(), Map.of("a", type), false);
    String text =
        "FROM x\nLABEL a=\"%s\"\nLABEL b=\"%s\"\nLABEL a=\"%s\"".formatted(right, wrong, wrong);
    assertThat(Linting.findings(text, configuration, rule))
        .extracting(each -> each.location().line())
        .containsExactly(4);
  }

  @Test
  void aLabelSchemaNamesWhatHasToBeThere() {
    Map<String, LabelType> schema = Map.of("a", LabelType.TEXT);
    String text = "FROM x AS y\nFROM y\nLABEL a=1 b=2\nFROM z\nLABEL a=''\nFROM x";
    assertThat(
            Linting.findings(
                text, Linting.configuration("DL3049", Set.of(), schema, false), "DL3049"))
        .extracting(each -> each.location().line())
        .containsExactly(6);
    assertThat(
            Linting.findings(
                text, Linting.configuration("DL3050", Set.of(), schema, true), "DL3050"))
        .hasSize(1);
    assertThat(
            Linting.findings(
                text, Linting.configuration("DL3051", Set.of(), schema, false), "DL3051"))
        .extracting(each -> each.location().line())
        .containsExactly(5);
  }

  @Test
  void aFindingNamesTheLineOfTheCommand() {
    String text = "FROM a\nRUN x && \\\n    # why\n    y && \\\n    cd /z\n";
    assertThat(Linting.findings("DL3003", text).getFirst().location().line()).isEqualTo(5);
    assertThat(Linting.findings("DL3003", text).getFirst().location().column()).isEqualTo(5);
  }

  @Test
  void commentsSwitchRulesOffWhereTheyStand() {
    String stage = "# hadolint stage ignore=DL3011 # why\n";
    String expose = "EXPOSE 70000\n";
    assertThat(Linting.lines("DL3011", stage + "FROM a\n" + expose + "FROM b\n" + expose))
        .containsExactly(5);
    assertThat(Linting.lines("DL3011", "FROM a\n" + stage + expose)).containsExactly(3);
    assertThat(Linting.lines("DL3011", "# hadolint ignore=DL3011\n# why\n" + expose + expose))
        .containsExactly(4);
    assertThat(Linting.lines("DL3011", "# hadolint ignore=DL3011 why\n" + expose))
        .containsExactly(2);
    assertThat(Linting.lines("DL3011", expose + "# hadolint global ignore=DL3011\n")).isEmpty();
  }

  @Test
  void theGuideNamesEveryRule() throws IOException {
    Path guide = Path.of(System.getProperty("drydock.home", "..")).resolve("docs/hadolint.md");
    String text = Files.readString(guide);
    assertThat(HadolintRules.checks())
        .extracting(Check::rule)
        .allSatisfy(rule -> {
          String severity = rule.severity() == Severity.NONE ? "off" : rule.severity().toString();
          assertThat(text)
              .contains("| [" + rule.id() + "](" + rule.link() + ") | " + severity + " | ");
        });
  }

  @Test
  void everyRuleSaysWhyAndWhatToDo() {
    assertThat(HadolintRules.checks()).hasSizeGreaterThan(65);
    assertThat(HadolintRules.checks())
        .allSatisfy(check -> {
          assertThat(check.rule().why()).endsWith(".");
          assertThat(check.rule().remedy()).isNotBlank();
          assertThat(check.rule().link()).endsWith(check.rule().id());
        })
        .extracting(check -> check.rule().id())
        .doesNotHaveDuplicates();
  }
}
