using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>
/// The clock, waiting and chance, by name: a second net under the banned lists. It catches every overload, also one that a newer
/// framework adds, and what has no symbol in the framework: the system's own functions, reached by P/Invoke.
/// </summary>
internal static class RealTime
{
    private const string Clock = "take time from the injected TimeProvider";
    private const string Wait = "wait for an event, not for a time";
    private const string Chance = "take it from the injected seeded source";
    private const string Stop = "throw or return; the host decides when a process ends";

    private static readonly (string Type, string Member, string Advice)[] Members =
    [
        ("DateTime", "Now", Clock),
        ("DateTime", "UtcNow", Clock),
        ("DateTime", "Today", Clock),
        ("DateTimeOffset", "Now", Clock),
        ("DateTimeOffset", "UtcNow", Clock),
        ("Environment", "TickCount", Clock),
        ("Environment", "TickCount64", Clock),
        ("Stopwatch", "GetTimestamp", Clock),
        ("Stopwatch", "GetElapsedTime", Clock),
        ("Stopwatch", "StartNew", Clock),
        ("Thread", "Sleep", Wait),
        ("Thread", "SpinWait", Wait),
        ("SpinWait", "SpinUntil", Wait),
        ("Task", "Delay", Wait),
        ("Random", "Shared", Chance),
        ("Guid", "NewGuid", Chance),
        ("Guid", "CreateVersion7", Chance),
        ("Environment", "Exit", Stop),
        ("Environment", "FailFast", Stop),
    ];

    private static readonly string[] SystemFunctions =
    [
        "clock_gettime", "gettimeofday", "time", "sleep", "usleep", "nanosleep", "clock_nanosleep", "poll", "select",
        "rand", "random", "getrandom", "getentropy", "pthread_create", "fork",
    ];

    /// <summary>Uses outside the seams; other names for the types concerned, by which a use could hide; P/Invokes of the system's functions.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.CSharp.Where(file => !SeamFiles.Contains(file.Path)).SelectMany(FindInFile);

    private static IEnumerable<Finding> FindInFile(SourceFile file) =>
        file.Root.DescendantNodes().SelectMany(node => node switch
        {
            MemberAccessExpressionSyntax access => FindInAccess(file, access),
            UsingDirectiveSyntax directive => FindInUsing(file, directive),
            MethodDeclarationSyntax method => FindInMethod(file, method),
            _ => [],
        });

    private static IEnumerable<Finding> FindInAccess(SourceFile file, MemberAccessExpressionSyntax access)
    {
        var type = SyntaxNames.Last(access.Expression);
        return Members
            .Where(member => member.Member == access.Name.Identifier.Text && member.Type == type)
            .Select(member => file.Finding(access, $"{member.Type}.{member.Member}: {member.Advice}"));
    }

    private static IEnumerable<Finding> FindInUsing(SourceFile file, UsingDirectiveSyntax directive)
    {
        var isOtherName = directive.Alias is not null || directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword);
        if (isOtherName && Members.Any(member => member.Type == SyntaxNames.Last(directive.NamespaceOrType)))
            yield return file.Finding(directive, $"'{directive}' gives {SyntaxNames.Last(directive.NamespaceOrType)} another name; write its own");
    }

    private static IEnumerable<Finding> FindInMethod(SourceFile file, MethodDeclarationSyntax method)
    {
        var import = method.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => SyntaxNames.Last(attribute.Name) is "DllImport" or "LibraryImport");
        if (import is null)
            yield break;

        var entry = import.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "EntryPoint")?.Expression;
        var function = entry is LiteralExpressionSyntax literal ? literal.Token.ValueText : method.Identifier.Text;
        if (SystemFunctions.Contains(function))
            yield return file.Finding(method, $"P/Invoke of {function}: time, waiting, chance and threads come through the seams");
    }
}
