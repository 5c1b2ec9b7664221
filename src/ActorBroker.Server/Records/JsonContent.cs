using System.Text;
using System.Text.Json;

namespace ActorBroker.Server.Records;

/// <summary>Writes keys and values into JSON: as text where they are UTF-8, else in base 64 under a name that says so.</summary>
internal static class JsonContent
{
    /// <summary>The end of the name of a member whose bytes are in base 64.</summary>
    public const string Base64Suffix = "Base64";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a member <paramref name="name"/>, or <c>nameBase64</c> for bytes that are no text.</summary>
    public static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<byte> content, bool isNull)
    {
        if (isNull)
            json.WriteNull(name);
        else if (System.Text.Unicode.Utf8.IsValid(content))
            json.WriteString(name, content);
        else
            json.WriteBase64String(name + Base64Suffix, content);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null where the member is null or missing.</summary>
    /// <exception cref="FormatException">It is neither a string nor null, or no base 64.</exception>
    public static byte[]? Read(JsonElement record, string name)
    {
        if (record.TryGetProperty(name, out var text))
        {
            return text.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => Strict.GetBytes(text.GetString()!),
                _ => throw new FormatException($"'{name}' is neither a string nor null."),
            };
        }

        if (!record.TryGetProperty(name + Base64Suffix, out var bytes) || bytes.ValueKind == JsonValueKind.Null)
            return null;
        return bytes.ValueKind == JsonValueKind.String && bytes.TryGetBytesFromBase64(out var content)
            ? content
            : throw new FormatException($"'{name}{Base64Suffix}' is no base 64.");
    }
}
