using System.CommandLine;
using ActorBroker.Server.Commands;

return await CommandLine.RunAsync(args, new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
