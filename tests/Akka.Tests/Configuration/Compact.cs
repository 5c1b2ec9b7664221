using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

/// <summary>Writes a configuration in one line, so that a table of cases can say what is expected.</summary>
internal static class Compact
{
    public static string Of(Config config) => Of(config.Root);

    private static string Of(HoconValue value)
    {
        if (value.GetObject() is { } all)
            return "{" + string.Join(",", all.Items.Select(item => $"{item.Key}:{Of(item.Value)}")) + "}";

        return value.IsArray() ? "[" + string.Join(",", value.GetArray().Select(Of)) + "]" : value.GetString() ?? "null";
    }
}
