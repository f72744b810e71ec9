Option Explicit

' Every button of the ribbon and of the start sheet ends here. Nothing is computed in VBA: it only
' names the job, and Python does the rest. Texts stand in the sheet xlwings.conf, since VBA cannot
' hold Hebrew on every computer.

' Called by the ribbon; the button's id is "crm_" and the job's name.
Public Sub CrmRibbon(control As Object)
    CrmRun Mid$(control.ID, 5)
End Sub

Public Sub CrmRun(job As String)
    Dim busy As String
    On Error Resume Next
    If Val(Application.Version) <= 11 Then
        ' LibreOffice calls itself Excel 11. Without a window, its status bar takes it down.
        RunPython "import crm_workbook.excel as x; x." & job & "()"
        Exit Sub
    End If
    busy = CrmSaid("CRM BUSY", "crm: " & job & "...")
    Application.StatusBar = busy
    Err.Clear
    RunPython "import crm_workbook.excel as x; x." & job & "()"
    #If Mac Then
        ' Python has only been sent for, and nothing would clear the bar if it never came.
        Application.StatusBar = False
    #Else
        ' Once Python runs it says what it does there, so the same words mean that it never did.
        If Err.Number <> 0 Or CStr(Application.StatusBar) = busy Then
            Application.StatusBar = CrmSaid("CRM FAILED", "Python did not answer; crm doctor finds out why")
        End If
    #End If
End Sub

Private Function CrmSaid(key As String, otherwise As String) As String
    On Error Resume Next
    CrmSaid = otherwise
    CrmSaid = GetConfig(key, otherwise, "sheet")
End Function
