using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>Random damage to good texts. <c>HOCON_FUZZ_SEED</c> sets the first seed, <c>HOCON_FUZZ_RUNS</c> how many there are.</summary>
public class HoconFuzzTests
{
    private const string Alphabet = "{}[]\"'=:,.+#$?/\\ \t\n\r${?}+=\"\"\"include file()required(null on 1.5e3 10s \u00a0\uFEFF\u0000aé";

    private static readonly string[] Documents =
    [
        "a { b = 1, c = [1, 2, { d = x }] }\na.b = ${?e}\nlist += 1\nlist += ${a.c}",
        "path = one\npath = ${path}:two\nobject = ${path} { x = 1 }\n\"quoted.key\" = \"\\u0041\"\ninclude \"none\"",
        "akka {\n  loggers = [\"Akka.Event.DefaultLogger\"]\n  actor { ask-timeout = infinite, x = ${akka.loggers} ${akka.loggers} }\n}",
        "t = \"\"\"triple \"quoted\" \"\"\"\nn = null # comment\nd = 10 s // more\nb = ${t}${t}${n}\ninclude required(\"none\")",
    ];

    [Fact]
    public void A_damaged_text_is_read_or_refused_with_the_documented_exception()
    {
        var first = Setting("HOCON_FUZZ_SEED", 1);
        for (var seed = first; seed < first + Setting("HOCON_FUZZ_RUNS", 20_000); seed++)
        {
            var text = Damage(new Random(seed));

            var error = Record.Exception(() => ConfigurationFactory.ParseString(text, _ => null).ToString());

            Assert.True(error is null or ConfigurationException { Message.Length: < 4000 }, $"seed {seed}: {error}\n{text}");
        }
    }

    [Fact]
    public void What_is_read_prints_as_text_that_reads_the_same()
    {
        var first = Setting("HOCON_FUZZ_SEED", 1);
        for (var seed = first; seed < first + Setting("HOCON_FUZZ_RUNS", 5_000); seed++)
        {
            var text = Damage(new Random(seed));
            if (Record.Exception(() => ConfigurationFactory.ParseString(text, _ => null).ToString()) is not null)
                continue;

            var printed = ConfigurationFactory.ParseString(text, _ => null).ToString();

            Assert.True(printed == ConfigurationFactory.ParseString(printed).ToString(), $"seed {seed}:\n{text}\n{printed}");
        }
    }

    private static string Damage(Random random)
    {
        var text = Documents[random.Next(Documents.Length)];
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(8), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, Documents[random.Next(Documents.Length)]),
                _ => text.Insert(at, Alphabet[random.Next(Alphabet.Length)].ToString()),
            };
        }

        return text;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
