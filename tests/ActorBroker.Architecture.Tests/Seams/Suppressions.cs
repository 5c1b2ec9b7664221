using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>Warnings that are switched off in the source: each names its diagnostic and its reason, and is on the frozen list.</summary>
internal static class Suppressions
{
    /// <summary>Which diagnostic is suppressed in which file.</summary>
    public static IReadOnlySet<(string Path, string Diagnostic)> Frozen { get; } = new HashSet<(string, string)>
    {
    };

    /// <summary>Suppressions without a reason, of everything at once, of the banned lists, or not on the frozen list; <c>#nullable disable</c>.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.CSharp.SelectMany(file => FindPragmas(file).Concat(FindNullable(file)).Concat(FindAttributes(file)));

    /// <summary>Entries of the frozen list that stand for nothing in these files.</summary>
    public static IEnumerable<(string Path, string Diagnostic)> FindStale(SourceSet files) =>
        Frozen.Except(files.CSharp.SelectMany(file =>
            Pragmas(file).SelectMany(IdsOf).Concat(Attributes(file).Select(IdOf)).Select(id => (file.Path, id))));

    private static IEnumerable<Finding> FindPragmas(SourceFile file)
    {
        foreach (var pragma in Pragmas(file))
        {
            if (pragma.ErrorCodes.Count == 0)
                yield return file.Finding(pragma, "#pragma warning disable switches everything off; name one diagnostic");
            if (!pragma.DescendantTrivia().Any(IsReason))
                yield return file.Finding(pragma, "#pragma warning disable gives no reason; add it behind // on the same line");
            foreach (var finding in IdsOf(pragma).SelectMany(id => FindUnlisted(file, pragma, id)))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> FindAttributes(SourceFile file)
    {
        foreach (var attribute in Attributes(file))
        {
            var reason = attribute.ArgumentList?.Arguments
                .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Justification")?.Expression;
            if (reason is not LiteralExpressionSyntax { Token.ValueText: var text } || text.Trim().Length == 0)
                yield return file.Finding(attribute, "SuppressMessage gives no reason; write it as its Justification");
            foreach (var finding in FindUnlisted(file, attribute, IdOf(attribute)))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> FindUnlisted(SourceFile file, SyntaxNode place, string id)
    {
        if (id == SeamFiles.Diagnostic)
            yield return file.Finding(place, $"{id} is never suppressed in the source; only the seams' files are free of it (SeamFiles.cs)");
        else if (!Frozen.Contains((file.Path, id)))
            yield return file.Finding(place, $"the suppression of {id} is not on the frozen list; repair the cause, or list it in Suppressions.cs");
    }

    private static IEnumerable<Finding> FindNullable(SourceFile file) =>
        Directives(file).OfType<NullableDirectiveTriviaSyntax>()
            .Where(directive => !directive.SettingToken.IsKind(SyntaxKind.EnableKeyword))
            .Select(directive => file.Finding(directive, "#nullable stays enabled"));

    private static IEnumerable<PragmaWarningDirectiveTriviaSyntax> Pragmas(SourceFile file) =>
        Directives(file).OfType<PragmaWarningDirectiveTriviaSyntax>()
            .Where(pragma => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword));

    private static IEnumerable<SyntaxNode> Directives(SourceFile file) =>
        file.Root.ContainsDirectives ? file.Root.DescendantNodes(descendIntoTrivia: true).Where(node => node is DirectiveTriviaSyntax) : [];

    private static IEnumerable<AttributeSyntax> Attributes(SourceFile file) =>
        file.Root.DescendantNodes().OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString().Split('.')[^1] is "SuppressMessage" or "UnconditionalSuppressMessage");

    private static IEnumerable<string> IdsOf(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.ErrorCodes.Select(code => code.ToString());

    private static bool IsReason(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().TrimStart('/').Trim().Length > 0;

    // The second argument is "CA1000" or "CA1000:Name of the rule".
    private static string IdOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments is [_, { Expression: LiteralExpressionSyntax { Token.ValueText: var check } }, ..]
            ? check.Split(':')[0]
            : "";
}
