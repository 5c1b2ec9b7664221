using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Serilog;

namespace ActorBroker.Hosting.Http;

/// <summary>Answers Kestrel's requests by <see cref="HttpPages"/>. A page that fails is answered 500 and logged; the process goes on.</summary>
internal sealed class PageApplication(HttpPages pages, ILogger logger) : IHttpApplication<IFeatureCollection>
{
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // Everything of a request is Kestrel's.
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var answer = await AnswerAsync(request.Method, request.Path);
        response.StatusCode = answer.Status;
        response.Headers.ContentType = answer.ContentType;
        response.Headers.ContentLength = answer.Body.Length;
        response.Headers.CacheControl = "no-store";
        if (answer.Status == 405)
            response.Headers.Allow = "GET, HEAD";
        if (request.Method != "HEAD")
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(answer.Body);
    }

    private async Task<HttpAnswer> AnswerAsync(string method, string path)
    {
        try
        {
            return await pages.AnswerAsync(method, path);
        }
        catch (Exception failure)
        {
            logger.Error(failure, "The page {Path} could not be made.", path);
            return HttpPages.Text(500, "The page could not be made; the broker's log says why.\n");
        }
    }
}
