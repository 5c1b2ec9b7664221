using System.Text;

namespace ActorBroker.Server.Records;

/// <summary>Escapes in text that a user writes on a command line.</summary>
internal static class Escapes
{
    /// <summary>Puts the characters in the place of <c>\n \r \t \0 \\</c>; null where another character follows a backslash.</summary>
    public static string? Undo(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                plain.Append(text[index]);
                continue;
            }

            index++;
            if ((index < text.Length ? Of(text[index]) : null) is not { } character)
                return null;
            plain.Append(character);
        }

        return plain.ToString();
    }

    private static char? Of(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        '\\' => '\\',
        _ => null,
    };
}
