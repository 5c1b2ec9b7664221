using System.Collections.Frozen;
using System.Text;

namespace ActorBroker.Hosting.Http;

/// <summary>The pages by their paths; they can be read (GET, HEAD) and nothing else. Immutable.</summary>
internal sealed class HttpPages
{
    private const string PlainText = "text/plain; charset=utf-8";

    private readonly FrozenDictionary<string, Func<Task<HttpAnswer>>> _pages;
    private readonly HttpAnswer _notFound;

    /// <param name="pages">Each page by its path, which begins with a slash.</param>
    public HttpPages(IEnumerable<KeyValuePair<string, Func<Task<HttpAnswer>>>> pages)
    {
        _pages = pages.ToFrozenDictionary(StringComparer.Ordinal);
        var paths = string.Join('\n', _pages.Keys.Order(StringComparer.Ordinal));
        _notFound = Text(404, $"There is no such page. These are there:\n{paths}\n");
    }

    /// <summary>The answer to a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path, without a query.</param>
    public Task<HttpAnswer> AnswerAsync(string method, string path)
    {
        if (!_pages.TryGetValue(path, out var page))
            return Task.FromResult(_notFound);
        return method is "GET" or "HEAD" ? page() : Task.FromResult(Text(405, "This page can only be read, by GET or HEAD.\n"));
    }

    /// <summary>An answer of plain text.</summary>
    public static HttpAnswer Text(int status, string text) => new(status, PlainText, Encoding.UTF8.GetBytes(text));
}
